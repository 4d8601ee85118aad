import type { WorkerLanguage } from '#app/domain/placement/people.ts';

interface Names {
  readonly male: readonly string[];
  readonly female: readonly string[];
  readonly family: readonly string[];
}

/** Common names by mother tongue, to make up people from. */
export const namesByLanguage: Readonly<Record<WorkerLanguage, Names>> = {
  ar: {
    male: ['أحمد', 'محمود', 'مصطفى', 'حسن', 'يوسف', 'خالد', 'عمر', 'إبراهيم'],
    female: ['فاطمة', 'زينب', 'أمينة', 'هدى', 'سعاد', 'نجلاء'],
    family: ['عبد الله', 'السيد', 'حسين', 'الخطيب', 'منصور', 'عثمان', 'النجار', 'سليمان'],
  },
  en: {
    male: ['Samuel', 'Daniel', 'Joseph', 'Emmanuel', 'David', 'Peter'],
    female: ['Grace', 'Mary', 'Esther', 'Ruth', 'Joy'],
    family: ['Mensah', 'Otieno', 'Kamau', 'Owusu', 'Banda', 'Okello', 'Mwangi'],
  },
  hi: {
    male: ['Rajesh', 'Suresh', 'Amit', 'Vijay', 'Anil', 'Ramesh', 'Sanjay', 'Manoj'],
    female: ['Sunita', 'Anita', 'Pooja', 'Rekha', 'Kavita'],
    family: ['Kumar', 'Sharma', 'Yadav', 'Singh', 'Verma', 'Gupta', 'Chauhan'],
  },
  bn: {
    male: ['Rahim', 'Karim', 'Jahangir', 'Shafiq', 'Mizanur', 'Rafiqul', 'Anwar', 'Habibur'],
    female: ['Rahima', 'Nasrin', 'Salma', 'Shirin', 'Taslima'],
    family: ['Uddin', 'Hossain', 'Rahman', 'Islam', 'Mia', 'Sarkar', 'Ali'],
  },
  ur: {
    male: ['Imran', 'Tariq', 'Asif', 'Nadeem', 'Shahid', 'Zahid', 'Waqar'],
    female: ['Shazia', 'Rubina', 'Saima', 'Nazia'],
    family: ['Khan', 'Hussain', 'Malik', 'Butt', 'Chaudhry', 'Iqbal'],
  },
  ne: {
    male: ['Bishnu', 'Krishna', 'Hari', 'Gopal', 'Dipak', 'Santosh', 'Prakash'],
    female: ['Sita', 'Gita', 'Maya', 'Laxmi', 'Sarita'],
    family: ['Thapa', 'Gurung', 'Tamang', 'Rai', 'Magar', 'Shrestha', 'Karki'],
  },
  ta: {
    male: ['Murugan', 'Senthil', 'Karthik', 'Selvam', 'Arumugam', 'Kumaran'],
    female: ['Lakshmi', 'Meena', 'Kala', 'Valli'],
    family: ['Raman', 'Pillai', 'Nadar', 'Subramaniam', 'Rajan', 'Velu'],
  },
  ml: {
    male: ['Biju', 'Shaji', 'Anoop', 'Sreejith', 'Rajeev', 'Sunil'],
    female: ['Bindu', 'Sheeja', 'Mini', 'Sindhu', 'Jaya'],
    family: ['Nair', 'Menon', 'Thomas', 'Varghese', 'Kurian', 'Mathew'],
  },
  fil: {
    male: ['Jose', 'Juan', 'Ramon', 'Rodel', 'Jun', 'Arnel', 'Rommel'],
    female: ['Maria', 'Rosa', 'Liza', 'Jocelyn', 'Marites', 'Analyn'],
    family: ['Santos', 'Reyes', 'Cruz', 'Bautista', 'Ocampo', 'Garcia', 'Mendoza'],
  },
  si: {
    male: ['Nimal', 'Sunil', 'Kamal', 'Chaminda', 'Ruwan', 'Ajith'],
    female: ['Kumari', 'Nilanthi', 'Chandrika', 'Priyanka', 'Malini'],
    family: ['Perera', 'Fernando', 'Silva', 'Bandara', 'Jayasinghe', 'Dissanayake'],
  },
};

export const companyNames = {
  first: [
    'الأفق',
    'الواحة',
    'الخليج',
    'النخبة',
    'الرمال',
    'البحر',
    'الوفرة',
    'السلام',
    'النجم',
    'الصفاة',
    'الديرة',
    'المنارة',
    'الريان',
    'البيان',
    'الفنار',
    'الساحل',
    'الشروق',
    'المدار',
    'الركن',
    'البناء',
  ],
  trade: [
    'للمقاولات',
    'للتنظيف',
    'للصيانة',
    'للنقل',
    'للتجارة العامة',
    'للأغذية',
    'للحراسة',
    'للخدمات النفطية',
    'للحدائق',
    'للخرسانة',
  ],
} as const;

/** Industrial and built-up areas where workplaces lie: rounded positions, for a map only. */
export const workAreas = [
  { name: 'الشويخ الصناعية', longitude: 47.93, latitude: 29.33 },
  { name: 'صبحان', longitude: 48.0, latitude: 29.22 },
  { name: 'الشعيبة', longitude: 48.13, latitude: 29.04 },
  { name: 'ميناء عبدالله', longitude: 48.14, latitude: 29.0 },
  { name: 'الأحمدي', longitude: 48.07, latitude: 29.08 },
  { name: 'الجهراء الصناعية', longitude: 47.68, latitude: 29.33 },
  { name: 'الصليبية', longitude: 47.8, latitude: 29.28 },
  { name: 'المطلاع', longitude: 47.62, latitude: 29.42 },
  { name: 'الري', longitude: 47.94, latitude: 29.31 },
  { name: 'صباح الأحمد', longitude: 48.05, latitude: 28.8 },
  { name: 'الخيران', longitude: 48.35, latitude: 28.67 },
  { name: 'العبدلي', longitude: 47.7, latitude: 30.02 },
] as const;
