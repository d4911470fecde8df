/** What stands largest on the front page: how things are, and what is done about it. */
import type { Strings } from '../en.ts';

export const verdict: Strings['verdict'] = {
  allDown: 'すべてのシステムが停止しています。',
  major_outage: (names) => `${names.text}が停止しています。`,
  partial_outage: (names) => `${names.text}の一部で障害が発生しています。`,
  degraded_performance: (names) => `${names.text}の動作が遅いか、不安定になっています。`,
  affected: {
    major_outage: (names) => `極めて重大なインシデントが${names.text}に影響しています。`,
    partial_outage: (names) => `重大なインシデントが${names.text}に影響しています。`,
    degraded_performance: (names) => `軽微なインシデントが${names.text}に影響しています。`,
  },
  open: {
    major_outage: '極めて重大なインシデントに対応しています。',
    partial_outage: '重大なインシデントに対応しています。',
    degraded_performance: '軽微なインシデントに対応しています。',
  },
  recovering: (names) => `${names.text}は再び正常に動作しています。`,
  failing: (names) => `${names.text}のチェックが失敗しています。現在確認中です。`,
  under_maintenance: (names) => `${names.text}はメンテナンス中です。`,
  maintenance: 'メンテナンスを実施しています。',
  no_data: '現在、計測データがありません。',
  some_no_data: (names) => `${names.text}のデータがありません。`,
  nothing: 'ここではまだ何も監視していません。',
  operational: 'すべてのシステムが正常に稼働しています。',
};

export const follow: Strings['follow'] = {
  investigating: '原因を調査しています',
  identified: '原因を特定し、対応を進めています',
  monitoring: '対策を実施し、経過を見守っています',
  several: (n) => `${n}件のインシデントに対応しています`,
  nextUpdate: (what, time) => `${what}。次回の更新は${time}までに行います。`,
  lateUpdate: (what, time) => `${what}。${time}までとお約束した更新が遅れています。`,
  plain: (what) => `${what}。`,
  maintenanceUntil: (time) => `${time}までに終了する予定です。`,
  maintenanceLate: (time) => `${time}までに終了する予定でしたが、作業が長引いています。`,
  no_data: 'そのため、現在の状況をお伝えできません。手動でお知らせする内容は、通常どおり表示されます。',
  some_no_data: 'そのほかはすべて正常です。',
  nothing: 'お知らせする内容はこのページに表示されます。',
  withoutImpact: (n) => `影響のないインシデント${n}件に対応しています。`,
};
