/** What channels say around an update. */
import type { Strings } from '../en.ts';

export const notice: Strings['notice'] = {
  corrected: (subject) => `訂正：${subject}`,
  affected: (components) => `影響範囲：${components}`,
  component: (name, status) => `${name}（${status}）`,
  link: 'ステータスページで読む',
  reason: (page) => `このメールは、${page}のステータスページの通知先に登録されているアドレスへお送りしています。`,
  unsubscribe: '通知を停止する',
  byClock: {
    in_progress: '予定されていた作業の時間帯に入りました。',
    completed: '予定されていた作業の時間帯が終了しました。',
  },
  customer: {
    concerns: (components) => `ご利用中のサービスに関するお知らせです：${components}`,
    reason: (page) => `ご利用中のサービスに関わるため、${page}からお送りしています。`,
  },
  test: {
    title: 'この通知先のテスト',
    text: (page) => `障害は発生していません。このメッセージが届いた通知先には、今後${page}の状況をお知らせします。`,
  },
};
