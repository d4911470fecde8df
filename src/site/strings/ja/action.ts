/** 対応の進み具合。 */
import type { Strings } from '../en.ts';

export const action: Strings['action'] = {
  overdue: '期限超過',
  declined: '見送り',
  done: (day) => `${day}に完了`,
  notPlanned: (day) => `${day}に実施せず終了`,
  open: (day) => `未完了（${day}時点）`,
  unknown: {
    no_issue: '進み具合を示す課題がありません',
    unreadable: '課題を参照できません',
    not_read: '課題はまだ確認していません',
  },
};
