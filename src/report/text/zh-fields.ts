/** Fields of a scenario file, in Chinese. */

const FIELDS: Readonly<Record<string, string>> = {
  ...{
    capacity: '产能',
    share: '份额',
    lead: '运输时间',
    cost: '成本',
    from: '单耗',
    cover: '备货',
    target: '目标库存',
  },
  ...{ rate: '需求', uses: '单件用量', allow: '放行比例', limit: '限额', review: '审查', approve: '批准比例' },
  ...{ valid: '有效期', floors: '保底库存', phases: '各阶段规定', initial: '期初库存', licence: '所属许可' },
  ...{ release: '动用条件', projects: '扩建项目', conserve: '节约使用', unmet: '未满足需求的处理' },
  ...{ adjust: '调整时间', forecast: '预测时间', switchable: '可转单比例', price: '价格', holding: '持有费率' },
  ...{
    priority: '优先次序',
    opens: '启用价格',
    standby: '待命费用',
    waits: '等待时间',
    below: '下限',
    fully: '全开线',
  },
  ...{ adds: '新增产能', decided: '决定日期', takes: '建设时间', ramp: '爬坡时间', costs: '投资', per: '周期' },
  ...{ carry: '结转比例', noise: '波动', elasticity: '弹性', answers: '响应时间', least: '最低用量', worth: '价值' },
  ...{ outlook: '展望期', ceiling: '上限', every: '变动间隔', begins: '初始状态', within: '考察期', date: '日期' },
};

/** A field by its name in the file; as it stands there where it has no words. */
export const zhField = (field: string): string => FIELDS[field] ?? field;

/** Items of a list, by its name in the file, counted from 0. */
const itemOf = (list: string, position: number) =>
  `第 ${position + 1} ${({ phases: '阶段', projects: '个扩建项目' })[list] ?? '项'}`;

/** A field of an entity: `许可的第 2 阶段的批准比例`. `fields` is the rest of its path, items of lists by their places. */
export function zhFieldOf(entity: string, fields: readonly (string | number)[]): string {
  const words = fields.flatMap((field, n) => {
    const next = fields[n + 1];
    if (typeof field === 'number') return [];
    return [typeof next === 'number' ? itemOf(field, next) : zhField(field)];
  });
  return [entity, ...words].join('的');
}
