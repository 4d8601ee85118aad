import { isolate } from '#app/i18n/isolate.ts';
import type { PlanningTexts } from '#app/i18n/en/planning.ts';
import { plural } from '#app/i18n/plural.ts';

const beds = (count: number) =>
  plural('ar', count, {
    zero: 'سرير',
    one: 'سرير واحد',
    two: 'سريران',
    few: 'أسرّة',
    many: 'سريرًا',
    other: 'سرير',
  });
/** After a preposition or as an object: بدون عاملين. */
const ofWorkers = (count: number) => (count === 2 ? 'عاملين' : workers(count));
const workers = (count: number) =>
  plural('ar', count, {
    zero: 'عامل',
    one: 'عامل واحد',
    two: 'عاملان',
    few: 'عمال',
    many: 'عاملًا',
    other: 'عامل',
  });

export const planning: PlanningTexts = {
  queueTitle: 'طلبات التسكين',
  queueLead: 'ما يطلبه أصحاب العمل، الأطول انتظارًا أولًا.',
  decisionDone: {
    accept: 'قُبل الطلب: يدخل في الخطة القادمة.',
    return: 'أُعيد الطلب إلى صاحب العمل.',
    refuse: 'رُفض الطلب.',
  },
  queueEmpty: 'لا يوجد طلب في هذه الحالة.',
  request: (number) => `الطلب ${number}`,
  number: 'الرقم',
  employer: 'صاحب العمل',
  state: 'الحالة',
  allOpen: 'الكل',
  workers: 'العمال',
  housed: 'المُسكَّنون',
  dates: 'المدة',
  waiting: 'الانتظار',
  priority: 'الأولوية',
  priorityName: (priority) =>
    priority >= 100
      ? 'نقل سكن'
      : priority >= 50
        ? 'عاجلة'
        : priority >= 20
          ? 'عالية'
          : priority >= 10
            ? 'فوق العادية'
            : 'عادية',
  searchLabel: 'صاحب العمل أو رقم الملف أو رقم الطلب',
  workplace: 'موقع العمل',
  distances: 'الطرق إلى المدن العمالية: الخط المستقيم، والزمن حيث يُعرف',
  crew: 'الطاقم',
  bed: 'السرير',
  notYet: 'ليس بعد',
  note: 'ملاحظة صاحب العمل',
  decide: 'قرارك',
  accept: 'قبول',
  acceptLead: 'يدخل الطلب المقبول في الخطة التالية.',
  sendBack: 'إعادة إلى صاحب العمل',
  refuse: 'رفض',
  refuseQuestion: 'هل ترفض هذا الطلب؟ لن يستطيع صاحب العمل إرساله مرة أخرى.',
  reason: 'السبب',
  reasonHint: 'يقرأ صاحب العمل هذا: اذكر ما يجب تغييره أو سبب الرفض.',
  decided: 'تاريخ القرار',
  plansTitle: 'الخطط',
  plansLead: 'تقترح كل خطة سريرًا لكل عامل في الطلبات المقبولة، أو تبيّن سبب عدم وجوده.',
  plansEmpty: 'لم تبدأ أي خطة بعد.',
  newPlan: 'بدء خطة',
  newPlanLead: 'اختر الطلبات المقبولة المراد تسكينها. لا يُعطى شيء حتى يعتمد مخطط ثانٍ.',
  whichRequests: 'أي الطلبات',
  allAccepted: (count) => `كل الطلبات المقبولة (${count})`,
  onlyTicked: 'ما يُختار أدناه فقط',
  mostUrgentShown: (count) => `تُعرض الطلبات الأكثر إلحاحًا وعددها ${count}.`,
  nothingAccepted: 'لا يوجد طلب مقبول ينتظر أسرّة. اقبل طلبات أولًا.',
  toQueue: 'إلى الطلبات',
  sharedRooms: 'يجوز أن يتشارك عمال أصحاب عمل مختلفين الغرفة',
  sharedRoomsHint: 'إن لم يجز ذلك بقيت غرف نصف فارغة وحصل عدد أقل على أسرّة.',
  start: 'ابدأ الخطة',
  plan: (number) => `الخطة ${number}`,
  startedBy: 'بدأها',
  startedAt: 'تاريخ البدء',
  approvedBy: 'اعتمدها',
  placed: 'المُسكَّنون',
  unplaced: 'بلا سرير',
  running: 'الخطة قيد الإعداد. تتحدث هذه الصفحة تلقائيًا.',
  progressBegins: 'تُقرأ السجلات.',
  progress: (decided, total) => `تقرر ${decided} من ${total} من العمال`,
  failed: (id) => `فشلت الخطة بخلل منا وقد سُجّل. استبعدها وابدأ غيرها، وأخبرنا بهذا الرقم: ${id}`,
  views: {
    map: 'على الخريطة',
    sites: 'حسب المدينة',
    requests: 'حسب الطلب',
    workers: 'حسب العامل',
    proof: 'مدى الجودة',
    fairness: 'الإنصاف',
    shortage: 'ما ينقص',
    moves: 'من يُنقل',
  },
  measures: 'ما تحققه الخطة',
  meanDistance: 'متوسط المسافة إلى موقع العمل',
  crewsTogether: 'الطواقم من اثنين فأكثر',
  crews: ({ room, building, site, split }) =>
    `${room} في غرفة واحدة، ${building} في مبنى واحد، ${site} في مدينة واحدة، ${split} متفرقة`,
  toDecision: 'إلى القرار',
  approveAndApply: 'اعتماد وتطبيق',
  approveQuestion: (count) => `هل تعتمد هذه الخطة وتُسكِّن ${ofWorkers(count)}؟`,
  approveLead: 'يُعاد فحص كل شيء. إن تغيّر شيء منذ إعدادها فلن يُطبّق شيء وسترى ما تغيّر.',
  ownPlan: 'أنت من بدأ هذه الخطة، فيجب أن يعتمدها مخطط ثانٍ.',
  discard: 'استبعاد',
  done: { discarded: 'استُبعدت الخطة. يمكن التخطيط لطلباتها من جديد.' },
  discardQuestion: 'هل تستبعد هذه الخطة؟ يمكن التخطيط لطلباتها من جديد.',
  overtakenTitle: (count) => `عدد التسكينات التي لم تعد صالحة: ${count}`,
  overtakenLead: 'تغيّر شيء منذ إعداد الخطة. طبّقها بدون هؤلاء العمال، أو استبعدها وخطّط من جديد.',
  livesHere: 'ساكن بالفعل',
  applyWithout: (count) => `تطبيق بدون ${ofWorkers(count)}`,
  overtaken: {
    request_closed: 'لم يعد الطلب مفتوحًا أو تغيرت تواريخه',
    worker_left_request: 'لم يعد العامل في الطلب',
    worker_facts_changed: 'تغيّر صاحب عمل العامل',
    worker_already_housed: 'أُعطي العامل سريرًا آخر',
    stay_changed: 'كان سينتقل لكن إقامته تغيّرت',
    move_day_passed: 'كان سينتقل في يوم مضى',
    bed_closed: 'أُغلق السرير',
    bed_taken: 'أُعطي السرير لشخص آخر',
    room_other_shift: 'سكن الغرفة عمال نوبة أخرى',
    room_other_employer: 'سكن الغرفة عمال صاحب عمل آخر',
    move_left_out: 'بقي في مكانه من كان سيُخليه',
    building_changed: 'لم يعد المكان يناسب احتياجات العامل',
  },
  applied: (applied, leftOut) =>
    `طُبّقت: حصل ${workers(applied)} على سرير${leftOut ? `، واستُثني ${leftOut}` : ''}.`,
  worker: 'العامل',
  workersNone: 'لا أحد بين هؤلاء.',
  sites: 'المدن العمالية',
  site: 'المدينة العمالية',
  why: 'السبب',
  searchWorkers: 'العامل أو صاحب العمل',
  onlyAll: 'الكل',
  onlyPlaced: 'لهم أسرّة',
  onlyUnplaced: 'بلا أسرّة',
  vacancyBefore: 'الشاغر اليوم',
  vacancyAfter: 'الشاغر بعد سكن الجميع',
  bedAt: (bed) =>
    `${isolate(bed.site)}، مبنى ${isolate(bed.buildingName)}، غرفة ${isolate(bed.roomName)}، سرير ${isolate(bed.bedLabel)}`,
  reasons: {
    near_workplace: (distance, rank) =>
      rank === 1
        ? `أقرب مدينة إلى موقع العمل، ${distance}`
        : `على بعد ${distance} من موقع العمل، الترتيب ${rank} بين المدن من حيث القرب`,
    nearer_site_full: (site) => `${isolate(site)} أقرب لكنها لا تتسع للمجموعة`,
    with_crew: (crew, share) =>
      `مع ${isolate(crew)} في ${{ room: 'غرفة واحدة', floor: 'طابق واحد', building: 'مبنى واحد', site: 'مدينة واحدة' }[share]}`,
    with_employer: (count) => `مع زملاء في الغرفة، عددهم ${count}`,
    shares_language: () => 'يتكلم لغة من لغات رفقاء الغرفة',
    accessible_room: () => 'غرفة مهيأة ومدخل بلا درج',
    lower_bed: () => 'ليس سريرًا علويًا',
  },
  blockers: {
    contradictory_request: () => 'الطلب متناقض في ذاته فنُحّي جانبًا',
    already_housed: () => 'للعامل سرير في بعض هذه الأيام',
    other_sex_building: (count) => `${beds(count)} في مبانٍ للجنس الآخر`,
    not_accessible: (count) => `${beds(count)} من غير المهيأة`,
    upper_bed: (count) => `${beds(count)} من العلوية`,
    bed_closed: (count) => `${beds(count)} من المغلقة في بعض هذه الأيام`,
    bed_taken: (count) => `${beds(count)} من المشغولة`,
    room_other_sex: (count) => `${beds(count)} في غرف الجنس الآخر`,
    room_other_shift: (count) => `${beds(count)} في غرف نوبة أخرى`,
    room_other_employer: (count) => `${beds(count)} في غرف صاحب عمل آخر`,
  },
};
