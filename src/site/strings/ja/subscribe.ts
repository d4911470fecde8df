/** How to be told. */
import type { Strings } from '../en.ts';

export const subscribe: Strings['subscribe'] = {
  title: '購読',
  lead: '障害の発生、対応の経過、復旧をお知らせします。',
  feed: 'フィードで受け取る',
  feedText: 'インシデント、メンテナンス、お知らせの更新は、すべてこのフィードに載ります：',
  feedHow:
    'このアドレスを、フィードリーダー、Slack（/feed subscribe）、Microsoft Teams、メールソフトなどに登録してください。' +
    'アカウントは不要で、誰が読んでいるかを当方が知ることはありません。',
  feedOf: '必要なものだけを購読',
  feedOfText: 'コンポーネントごと、予定メンテナンスのみ、ポストモーテムのみのフィードもあります：',
  calendar: 'カレンダーで受け取る',
  calendarText:
    '予定メンテナンスのカレンダーです。日時を変更すると、カレンダーにも反映されます。このアドレスをカレンダーアプリで購読してください：',
  elsewhere: '他のサービスで受け取る',
  elsewhereText: 'ここと同じ内容を、次の場所でもお知らせしています：',
  embed: 'ご自身のページに表示',
  embedText:
    'HTMLを1行加えるだけで、現在の状態を一文で表示できます。第三者からは何も読み込みません。高さを合わせるスクリプト版と、スクリプトなしの版があります：',
  programs: 'プログラム向け',
  programsText: '現在の状態を、StatuspageのAPIと同じ形式で提供します：',
};
