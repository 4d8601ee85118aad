import { isolate } from '#app/i18n/isolate.ts';
import type { TravelTexts } from '#app/i18n/en/travel.ts';
import { plural } from '#app/i18n/plural.ts';

const minutes = (count: number) =>
  plural('ar', count, {
    zero: 'دقيقة',
    one: 'دقيقة واحدة',
    two: 'دقيقتان',
    few: 'دقائق',
    many: 'دقيقة',
    other: 'دقيقة',
  });

export const travel: TravelTexts = {
  title: 'أزمنة الوصول',
  lead: 'حيث تُعرف الدقائق من موقع عمل إلى مدينة عمالية تزن الخطط الطريق إلى العمل بها، وفي غير ذلك بالخط المستقيم. ويُقارن بينهما بسرعة 40 كم/س، وهي تقدير.',
  known: 'ما هو معروف',
  ofAll: 'لكل مواقع العمل',
  ofAwaiting: 'لطلبات يمكن أن تأخذها الخطة القادمة',
  knownOf: (given, pairs, straight) =>
    `الدقائق معروفة لعدد ${given} من ${pairs} من أزواج موقع العمل والمدينة؛ والخط المستقيم لعدد ${straight}`,
  filterLabel: 'أي الأزواج',
  filter: { all: 'الكل', awaiting: 'للخطة القادمة', given: 'بالدقائق', straight: 'بالخط المستقيم' },
  search: 'صاحب العمل أو رقم الملف أو موقع العمل',
  none: 'لا أزواج كهذه.',
  pairs: 'مواقع العمل والمدن العمالية',
  fields: {
    fileNumber: 'رقم الملف',
    workplace: 'موقع العمل',
    site: 'المدينة العمالية',
    minutes: 'زمن الوصول',
    source: 'المصدر',
  },
  employer: 'صاحب العمل',
  distance: 'الخط المستقيم',
  minutes,
  changed: 'آخر كتابة',
  changedBy: (when, who) => `${when}، ${isolate(who)}`,
  itself: 'النظام نفسه',
  tick: (workplace, site) => `حذف الزمن من ${isolate(workplace)} إلى ${isolate(site)}`,
  remove: 'حذف الأزمنة المؤشَّر عليها',
  removeQuestion: 'هل تحذف الأزمنة المؤشَّر عليها؟ يُحتسب عندئذ الخط المستقيم لهذه الأزواج.',
  removeAll: 'حذف كل الأزمنة المعروفة',
  removeAllQuestion: (count) =>
    `هل تحذف كل الأزمنة المعروفة وعددها ${count}؟ يُحتسب عندئذ الخط المستقيم في كل مكان.`,
  removeHint: 'تبقى الخطط المعدّة كما هي. نزّل المعروف أولًا: إذا استوردته من جديد عاد كما كان.',
  done: {
    removed: 'حُذفت الأزمنة: يُحتسب الخط المستقيم لهذه الأزواج.',
    nothing: 'لم يؤشَّر على شيء، فلم يُحذف شيء.',
  },
  template: 'تنزيل كل الأزواج للتعبئة',
  export: 'تنزيل المعروف',
  exportShown: 'تنزيل ما يعرضه هذا البحث والترشيح',
  import: 'استيراد أزمنة الوصول',
  importLead: 'ملف CSV فيه صف لكل موقع عمل ومدينة عمالية. ترى الصحيح والخاطئ قبل حفظ أي شيء.',
  importHint:
    'CSV، ‏5 ميغابايت و50,000 صف على الأكثر؛ احفظ جدول Excel بصيغة CSV أولًا. الصف الأول يسمّي الأعمدة كما في ملف كل الأزواج.',
  emptyHint: 'تُتجاوز الصفوف التي لا دقائق فيها: يبقى المعروف عنها كما هو.',
  source: 'مصدر الصفوف التي لا تذكر مصدرًا',
  sourceHint: 'من قاس الأزمنة أو حسبها، ومتى.',
  emptyRows: (count) => `صفوف لا دقائق فيها: ${count}`,
  sameRows: (count) => `صفوف تقول ما هو معروف: ${count}`,
  insteadOf: (minutes, source) => `بدلًا من ${minutes} (${isolate(source)})`,
  columns: { distance: 'الخط المستقيم (كم)', changedAt: 'آخر كتابة', changedBy: 'بقلم' },
  used: 'الطريق إلى العمل',
  usedIs: (given, pairs) =>
    `بأزمنة الوصول، محسوبة كيلومترات بسرعة 40 كم/س، لعدد ${given} من ${pairs} من أزواج الطلب والمدينة، وفي غيرها بالخط المستقيم`,
  notUsed: 'بالخط المستقيم: لم تُعرف أزمنة وصول',
  inOptions: 'أزمنة الوصول: ما هو معروف، وأين يُحتسب الخط المستقيم',
};
