import type { Post } from '../post.js';

const post = (language: string, text: string, ...tags: string[]): Post => ({ language, text, tags });

export const POSTS_OF_LANGUAGES: readonly Post[] = [
  {
    ...post('ar', 'صباح الخير من بيروت! القهوة جاهزة، والبحر هادئ، والأسبوع يبدأ بهدوء نادر.', 'صباح', 'قهوة'),
    picture: ['coffee', 'فنجان قهوة'],
  },
  post('ar', 'تعلّمت اليوم أن أفضل رسم بياني هو الذي لا يحتاج إلى شرح. حذفتُ ثلاثة منها وبقي واحد.', 'بيانات'),
  post('ar', 'مشروعنا الجديد على GitHub وصل إلى 1,000 نجمة ⭐ — شكرًا لكل من ساهم، ولو بسطر واحد!', 'مصدر_مفتوح'),
  post('ar', 'في الملعب الصغير خلف المدرسة لعب أحد عشر طفلًا بكرة واحدة، وكلهم كانوا الفائزين.', 'كرة_القدم'),
  post('he', 'סיימתי היום את האיור האחרון לספר. שנה וחצי, ארבעים ושמונה עמודים, וחתול אחד שישב על כולם.', 'איור'),
  post('he', 'טיפ קטן: לפני שמוסיפים צבע חמישי, כדאי לבדוק אם הרביעי באמת עושה משהו.', 'עיצוב'),
  {
    ...post('ja', '四時起きで山へ。雲が切れた瞬間、誰も何も言わなかった。', '山', '朝'),
    picture: ['alps', '朝の湖と雪山'],
  },
  post('ja', 'バグの原因はタイムゾーンだった。三時間の格闘の末、直したのは一行。コーヒーがうまい。☕', '開発'),
  {
    ...post('ja', '十二時間煮込んだスープ。食べるのは五分。それでいい。', 'ラーメン'),
    picture: ['ramen', '煮卵のラーメン'],
  },
  post('zh', '今天在捷運上聽到一個小朋友問:「為什麼海是鹹的?」整個車廂的人都在偷偷想答案。', '日常'),
  post('zh', '新的論文終於投出去了。先睡三天,再想下一個題目。📄😴', '研究'),
  post('ko', '보드게임 밤: 규칙 설명 한 시간, 게임 이십 분, 복수전 세 번. 완벽한 토요일이었다.', '게임'),
  post('ko', '부산 바다는 겨울이 진짜다. 바람은 차갑고 어묵은 뜨겁다. 🍢', '부산', '겨울'),
  post('hi', 'रात की शिफ्ट में सबसे अच्छी चीज़: कोई अलार्म नहीं, और अदरक वाली चाय। ☕', 'चाय'),
  post('hi', 'बारिश आ गई! पूरी टीम पाँच मिनट के लिए खिड़की पर थी, और किसी ने बुरा नहीं माना।', 'बारिश'),
  {
    ...post(
      'fr',
      'Marché du matin, panier trop petit, comme toujours. J’ai dit « un kilo de citrons » et la dame a compris « trois ».',
      'marché',
    ),
    picture: ['lemons', 'Des citrons sur un tissu bleu'],
  },
  post(
    'fr',
    'La photo que je préfère est celle que je n’ai pas prise : j’avais les mains pleines de cerises.',
    'photo',
  ),
  post(
    'fr',
    'Petit bonheur de luthière : un violon de 1890 a rejoué aujourd’hui, après quarante ans de silence.',
    'musique',
  ),
  post(
    'es',
    'Hoy el equipo de soporte cerró el último ticket a las 17:58. A las 18:00 abrimos los alfajores. 🍪',
    'equipo',
  ),
  post('es', 'En Valparaíso las escaleras tienen más memoria que los mapas.', 'ciudad'),
  post('pt', 'Primeiro mergulho do ano! A água estava gelada e eu gritei numa língua que não existe.', 'mar'),
  post('pt', 'Quem inventou o pastel de nata merecia uma praça. Uma grande, com esplanada.', 'comida'),
  post(
    'de',
    'Auf dem Spielplatz gelernt: Man kann jede Verhandlung gewinnen, wenn man den letzten Keks hat.',
    'alltag',
  ),
  post('de', 'Donaudampfschifffahrtsgesellschaftskapitänsmütze passt jetzt in die Seitenleiste. Endlich.', 'layout'),
  post('sv', 'Första kaffet på altanen i år. Mössa på, men ändå. ☀️', 'vår'),
  post('pl', 'Nowa blokada w drzwiach, stary klucz w kieszeni. Chyba się starzeję, bo mi go szkoda.', 'codzienność'),
  post('uk', 'Записали дощ у соснах: сорок хвилин тиші, в якій нічого не повторюється.', 'звук'),
  post('tr', 'İzmir’de bugün rüzgâr bile tatilde. Bir çay, bir gevrek, bir de deniz.', 'izmir'),
  {
    ...post(
      'it',
      'Sessanta chilometri in salita per un espresso. Ne è valsa la pena? Certo, ne ho presi due.',
      'bici',
      'caffè',
    ),
    picture: ['coffee', 'Una tazzina di caffè'],
  },
];
