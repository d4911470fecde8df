/** ページの透明性。 */
import type { Strings } from '../en.ts';

/** 期限を過ぎた件数。 */
function overdueOf(count: number, overdue: number): string {
  if (overdue === 0) return '';
  return overdue === count ? '（すべて期限超過）' : `（うち期限超過${overdue}件）`;
}

export const transparency: Strings['transparency'] = {
  title: '透明性',
  lead: 'お知らせまでの時間、公開後の変更、未完了の約束。過去12か月について、このページのファイルとその履歴から導いたものです。手で入力した数字はありません。',
  noHistory:
    'このページは、ファイルの完全な履歴なしで作成されました。履歴だけが示せることはここでは不明であり、代わりになる数字もありません。',
  table: '表で見る',
  more: (count) => `このほか${count}件はデータにあります。`,
  count: '件数',
  dot: (title, after) => `${title}：${after}`,
  counted: (what, count) => `${what}：${count}件`,
  thinned: (count) => `点1つが${count}件を表します。`,
  data: '同じ数字のデータ',
  dataText: 'このページのすべての内容（時間はミリ秒）：',
  figuresText: 'このサイトのすべての数値と、その元になったコミット。クローンでは「candor verify」で計算し直せます：',

  tell: {
    title: 'お知らせまでの時間',
    found: (count, median, most) =>
      `インシデント${count}件のうち、半数は発生から${median}以内、9割は${most}以内にこのページへ掲載されました。`,
    foundOne: (after) => `インシデント1件を、発生から${after}後にお知らせしました。`,
    none: 'この期間に発生したインシデントはありません。',
    noneMeasured: (n) => `この期間のインシデント${n}件については、お知らせまでの時間がわかりません。`,
    source:
      'インシデントの発生から、お知らせを載せたページの公開までの時間です。チェックが検知したものは、最初に失敗した計測を発生とします（実際の発生は最大で計測1回分早い可能性があります）。',
    byCommit: (n) => `うち${n}件はデプロイの記録がないため、コミットの時刻によります。`,
    key: '点1つがインシデント1件です。実線までに半数、破線までに9割をお知らせしました。',
    dots: '点1つがインシデント1件です。発生からお知らせまでの時間を示します。',
    incident: 'インシデント',
    after: 'お知らせまで',
    longer: (duration) => `または最大${duration}長い`,
    apart: '計測できず、上の数字に含まないもの',
    startNotKnown: '不明（最初の更新より前のどこかで発生した可能性があるため）',
    toldBeforeStart: '不明（記載された発生時刻より前にお知らせしているため）',
  },

  edits: {
    title: '公開後の変更',
    found: (n, updates) => `公開済みの内容に${n}件の変更がありました。同じ期間に公開した更新は${updates}件です。`,
    none: (updates) => `公開済みの内容に変更はありません。同じ期間に公開した更新は${updates}件です。`,
    source:
      'Gitの履歴によります。このページに載ったすべてのファイルのすべての版を単語ごとに比べています。順序や書式の違いは変更とみなしません。',
    key: '点1つが文章の変更1件です。最初の公開からの時間を示します。',
    kind: {
      correction: '誤字の修正',
      change: '編集',
      rewrite: '書き直し',
      removal: '削除',
      restoration: '再掲載',
      move: '時刻の変更',
      heading: '状況、状態、または約束の変更',
      fact: '件名、影響度、原因などの変更',
    },
    what: '変更',
    each: 'すべての変更',
    when: '変更日時',
    takenBack: '取り消した文章',
    entry: '掲載内容',
    withdrawn: '取り下げ',
  },

  promises: {
    title: '更新の約束',
    found: (kept, made) => `お約束した更新${made}件のうち、${kept}件を期限内に公開しました。`,
    none: '時刻をお約束した更新はありません。',
    source: '更新に記された時刻によります。同じインシデントの次の更新が約束の時刻までに出ていれば、期限内とします。',
    promise: 'お約束した更新',
    kept: '期限内',
    late: '遅延',
    missed: '未公開',
    waiting: '期限を過ぎ、まだ公開なし',
    broken: '守れなかった約束',
  },

  postmortems: {
    title: '事後報告の状況',
    nothing: '必要とされたものも、公開したものもありません。',
    noneOwed: (done) =>
      done === 0
        ? '未公開のものはありません。'
        : `未公開のものはありません。インシデント${done}件の報告を公開しています。`,
    owed: (owed, overdue) => `未公開の事後報告が${owed}件あります${overdueOf(owed, overdue)}。`,
    source: (days) =>
      `事後報告の期限は、規則の対象となるインシデントの終了から${days}営業日です。未公開のものは、どれほど古くてもここに残ります。`,
    postmortem: 'インシデントごとの事後報告',
    inTime: '期限内に公開',
    late: '遅れて公開',
    unasked: '対象外だが公開',
    undated: '公開（時期は不明）',
    due: '期限前',
    overdue: '期限超過',
    waived: '作成しないもの',
  },

  actions: {
    title: 'お約束した対応',
    found: (open, overdue) => `完了を確認できない対応が${open}件あります${overdueOf(open, overdue)}。`,
    none: '未完了の対応はありません。',
    done: (n) => `この期間に完了した対応は${n}件です。`,
    source:
      '対応は事後報告に記され、進み具合は課題（課題がなければ事後報告）によります。経過時間は事後報告の公開から数えます。',
    action: '対応',
    age: '経過時間',
    under: (duration) => `${duration}未満`,
    over: (duration) => `${duration}以上`,
    ageNotKnown: '経過時間は不明',
    overdue: (n) => `期限超過${n}件`,
    open: '完了を確認できない対応',
    declined: '実施しないもの',
    noReason: '課題が「予定なし」として終了',
  },

  categories: {
    title: '原因の内訳',
    found: (n) => `この期間に発生したインシデントは${n}件です。`,
    source: '各インシデントの現在の記載によります。確認されるまでは推定とします。',
    category: '原因',
    count: 'インシデント数',
    of: {
      internal: '当方',
      upstream: '利用している外部事業者',
      customer: '特定のお客様の操作',
      undetermined: '特定できず',
    },
    suspected: (n) => `推定${n}件`,
  },

  checks: {
    title: 'インシデントから生まれたチェック',
    found: (n, passing) => `「なぜ」の問いから生まれたチェックは${n}件、現在の合格は${passing}件です。`,
    none: 'チェックにつながった事後報告はまだありません。',
    source:
      '事後報告によります。「なぜ」の最後の答えは、チェック、テスト、ルールのいずれかになるか、理由とともに受け入れます。チェックの追加日はstatus.ymlの履歴によります。',
    outcome: '最後の答えの行き先',
    monitor: 'チェック',
    test: 'テスト',
    process: '作業のルール',
    accepted: '受け入れ',
  },

  monitoring: {
    title: '監視の空白',
    found: (count, whole, longest) =>
      `チェックが何も確認できなかった時間は合計${whole}、空白は${count}回、最長は${longest}です。`,
    foundOne: (whole) => `チェックが何も確認できなかった時間は${whole}、空白は1回です。`,
    watched: (share) => `時間の${share}は監視していました。`,
    none: '監視の空白はありません。',
    nothing: '計測はまだありません。',
    source: (duration) =>
      `1回の計測は次の計測まで、最長${duration}有効です。どの計測も及ばない時間を空白とし、どこにもつながらなかった実行の時間も含みます。`,
    since: (day) => `計測開始：${day}`,
    gap: '空白',
    length: '長さ',
    blind: (duration) => `うち${duration}は、チェックがどこにもつながらず`,
    ongoing: '継続中',
    key: '左から右へ12か月。縦の線が空白です。',
  },
};
