export interface ReportText {
  readonly language: string;
  readonly body: string;
}

/** What residents report, made up. */
export const reportTexts: readonly ReportText[] = [
  { language: 'ar', body: 'المكيف معطل منذ أسبوع والحر شديد في الغرفة.' },
  { language: 'ar', body: 'نحن سبعة في غرفة لأربعة.' },
  { language: 'ar', body: 'باب الدرج الخلفي مقفل ليلاً.' },
  { language: 'en', body: 'Two of the three toilets on our floor have been out of order since last month.' },
  { language: 'en', body: 'The fire alarm rings every night and somebody has cut its wire.' },
  { language: 'hi', body: 'हमारी मंज़िल पर तीन दिन से पानी नहीं आ रहा है।' },
  { language: 'hi', body: 'कमरे में चार की जगह छह लोग सोते हैं।' },
  { language: 'bn', body: 'গোসলখানার বাতি নষ্ট, মেঝেতে পানি জমে থাকে।' },
  { language: 'bn', body: 'করিডোরে গ্যাসের সিলিন্ডার রাখা আছে।' },
  { language: 'ur', body: 'باورچی خانے میں بجلی کے تار کھلے پڑے ہیں۔' },
  { language: 'ne', body: 'कोठामा झ्याल खुल्दैन र हावा चल्दैन।' },
  { language: 'ta', body: 'படிக்கட்டில் விளக்கு எரியவில்லை.' },
  { language: 'ml', body: 'മുറിയിൽ മൂട്ടയുണ്ട്, ആരും വൃത്തിയാക്കുന്നില്ല.' },
  { language: 'fil', body: 'Sira ang mga kandado ng aparador at may nawawalang gamit.' },
];
