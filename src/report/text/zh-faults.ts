/**
 * What is wrong with a text, in Chinese: the phrases that whoever edits a scenario meets most. `%` stands for what is taken
 * over as it is, in Chinese `~` for what is a phrase itself; the first that fits is taken.
 */
import type { Issue } from '../../issue.ts';

const PHRASES = linesOf(`
%, a duration such as %, or %|%（时长，如 %）或 %
%, or dated values, or %|~，或按日期给出的值，或 %
%, or % with uses|~，或用 % 并给出每件用量
%, or a list of them|~，或多个的列表
% such as % or %, or an amount per thing such as %|~，如 % 或 %，或每件的量，如 %
% such as % or %|~，如 % 或 %
% such as % or a duration such as %|~，如 %，或时长，如 %
money per thing such as %, or a plain number|每件的金额，如 %，或不带单位的数
a plain number, or money per unit such as %|不带单位的数，或每单位的金额，如 %
% with % ≤ %|%，且 % ≤ %
a share a year|每年的比例
a plain number of at least 0|不小于 0 的不带单位的数
a text or a whole number|文本或整数
a second one after %|% 之后的又一份
an amount in %, as at %|以 % 计的金额，如 % 处
version % of the format|格式的版本 %
a file that can be read|可以读取的文件
a CSV file that can be read|可以读取的表格文件
a scenario|情景
a study|对比研究
one document|单独一份文档
a plain value|普通的值
the tag %|标签 %
one of %|%（其中之一）
a value of %|% 的值
a unit or a name that exists|已有的单位或名称
each key once in a map|同一层中每个字段只写一次
a key with a value|字段及其值
keys of one map indented alike|同一层的字段缩进一致
one key and its value on a line|每行一个字段及其值
a text for each language, such as %|各语言的文本，如 %
a date in quotes, as in %|加引号的日期，如 %
a date after that of the phase before, %|晚于上一阶段的日期（%）
a date before the end, %|早于结束日的日期（%）
an id in snake_case|小写、以下划线相连的标识
another id|另一个标识
a path of the scenario|情景中已有的路径
null for what an extended file has|null 只用于所扩展的文件已有的内容
a closing quote|成对的引号
a closing %|成对的 %
a comma or a closing bracket|逗号或右括号
a key and a colon|字段和冒号
a finite number|有限的数
quantities of one kind in %|% 中各量同类
durations in %|% 中为时长
% that exists|已有的~
a figure of the ledger|台账中已有的数据
the path of a demand or a market, such as %|需求或市场的路径，如 %
either % or %|% 或 % 之一
a number, a quantity with its unit or a formula|数、带单位的量或公式
a number, a quantity with its unit or a formula in quotes|数、带单位的量或加引号的公式
an amount such as 500 t, as nothing is drawn from it undisturbed|数量，如 500 t（未受扰时无人从中提取）
%, at least %|~，不小于 %
% or a duration such as %|~，或时长，如 %
% such as %|~，如 %
a list of at least %|至少 % 项的列表
a list of at most %|至多 % 项的列表
a number of at least %|不小于 % 的数
a number of at most %|不大于 % 的数
a list of %|% 项的列表
a map with %|含 % 的映射
the key %|字段 %
the text %|文本 %
the number %|数 %
% again|又出现 %
%, which is %|%，即 %
a column of %|% 的列
a date|日期
a stockpile|库存
a flow|流
a licence|许可
a demand|需求
a process|过程
an assumption|假设
a series|序列
a rate|速率
a duration|时长
a duration of at least a day,|不短于一天的时长
an amount|数量
an amount of money|金额
a price|价格
a unit|单位
a share|比例
a plain number|不带单位的数
a probability from 0 to 1|0 至 1 的概率
a share from 0 to 1|0 至 1 的比例
a number of things|件数
a number|数
a whole number|整数
a text|文本
a list|列表
a map|映射
nothing|没有填写
none|没有
none of them|都没有
both|两者都有
neither|两者都没有
more|多余内容
more text|多余文字
another indentation|缩进不同
a text alone|只有文字
a tab|制表符
indentation by spaces|以空格缩进
an empty text|空文本
an empty list|空列表
an empty map|空映射
a duration of no use|无从换算的时长
a quantity|量
% in %|~（以 % 计）
% and %|~和~
% or %|~或~`);

const REMEDIES = linesOf(`
Write at most %; leave it out where it is for ever.|最大可写 %；一直有效的请删去。
Write at most %, in tonnes and days.|换算为吨和天后最大可写 %。
Write a finite number; leave the key out where there is no bound.|请写有限的数；没有界限的请删去该字段。
Write it in lower case, words joined by _.|请用小写，词间以下划线相连。
Write it in %, or all amounts of money as plain numbers.|请以 % 计，或所有金额都用不带单位的数。
That stands in an assumption, whose name is written here: %.|请写在假设中，此处只写其名：%。
Start with %, % and %, as % shows.|请以 %、% 和 % 开头，参见 %。
Run it by %, or name its base.|请用 % 运行，或写明其基础文件。
Put it into a file of its own.|请另存为一个文件。
Keep one; in an extending file, remove the other with null.|请只保留一个；在扩展文件中，用 null 去掉另一个。
Take the tag out.|请删去标签。
Add it under %.|请在 % 中补上。
Check the path; it is relative to the file that names it.|请检查路径，它从写有它的文件算起。
Check the path; it is relative to the scenario file.|请检查路径，它从情景文件算起。
Check the path.|请检查路径。
There are % and others.|已有 % 等。
There are %.|已有 %。
Known are: %.|已有 %。
There is nothing to remove.|没有可删去的。
A date is not a number; in a formula write %.|日期不是数；在公式中请写 %。
It can't be read: %|请检查公式的写法。
This file was written for a newer chokepoint: update the program.|此文件是为更新的程序而写的，请更新程序。
Mend the numbers of this assumption.|请改正此假设的各数。
Did you mean %?|是否想写 %？
Keep one of them.|请只保留一处。
Keep one.|请只保留一个。
Keep one phase for each date.|每个日期请只保留一个阶段。
Put the text in quotes: within { } a comma ends it.|请给文本加引号：在 { } 内逗号会将其截断。
Align this line with those before it.|请使本行与前几行对齐。
Indent the keys of a map alike, and put a text that contains a colon in quotes.|请使同一层字段缩进一致，含冒号的文本加引号。
Nothing here is called %; name it under assumptions, or under units if it counts things.|这里没有 %；请在 assumptions 中命名，计件的单位写在 units 中。
Mend the syntax here; indentation, colons and quotes are the usual cause.|请检查此处语法，常见原因是缩进、冒号或引号。
Close what is opened here with %.|请用 % 将此处闭合。
Close the text that is opened here.|请给此处的文本补上引号。
Put a text with commas or quotes within in quotes.|含逗号或引号的文本请加引号。
Put it in quotes.|请加引号。
Put the text in quotes.|请给文本加引号。
Put spaces in its place.|请改用空格。
Take the quotes off.|请去掉引号。
Write a day that exists as year-month-day, in quotes.|请按“年-月-日”写存在的日期，并加引号。
Write year-month-day, a day that exists.|请按“年-月-日”写存在的日期。
Order the phases by date.|请按日期排列各阶段。
Add the unit.|请补上单位。
Add %: %.|请补上 %。
Add %.|请补上 %。
Write it so.|请照此填写。
Write it so; %|请照此填写。
Write one, or take the key out.|请填写，或删去该字段。
Write a value, or take the key out.|请填写值，或删去该字段。
Write key: value.|请按“字段: 值”填写。
Write at most %.|最大可写 %。
Write at least %.|最小可写 %。
Write a number, with its unit where it has one.|请填写数值，有单位的带上单位。
Write %.|请写 %。
Take it out; a remark can stand in a comment, after #.|请删去；说明可写在 # 之后的注释中。
Give the value, or the figure that it comes from.|请给出数值，或其出处的数据。
Give both the same kind of unit: only like can be added to like, or compared with it.|请使两者单位同类：同类的量才能相加或比较。
Give durations, such as %.|请写时长，如 %。
Give initial as an amount.|请将 initial 写成数量。
Set the whole of it, as %.|请整体设定，如 %。
That is %; write %.|这是~，请写~。
That is %; give all numbers of one assumption the same kind of unit.|这是~；同一假设的各数请用同类单位。
Rename it: %|请换一个名称。
Divide by nothing that can be 0, and take no root or logarithm of what can be below it.|请勿除以可能为 0 的量，或对可能为负的量开方、取对数。`);

/** Phrases as the engine says them, with what they become. */
export const PATTERNS = [...PHRASES, ...REMEDIES];

function linesOf(text: string): (readonly [en: string, zh: string])[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [en = '', zh = ''] = line.split('|');
      return [en, zh] as const;
    });
}

/** What a phrase takes from a text that it fits as a whole; undefined where it does not. */
function takenBy(en: string, text: string): string[] | undefined {
  const pattern = en.replace(/[.*+?^${}()[\]\\]/g, '\\$&').replaceAll('%', '(.+?)');
  return new RegExp(`^${pattern}$`, 's').exec(text)?.slice(1);
}

/** A phrase in Chinese; undefined where it is none of these. */
function phrase(text: string, phrases = PHRASES): string | undefined {
  for (const [en, zh] of phrases) {
    const taken = takenBy(en, text);
    if (taken === undefined) continue;
    const marks = zh.match(/[%~]/g) ?? [];
    const parts = marks.map((mark, n) => (mark === '~' ? phrase(taken[n]) : ofTheFile(taken[n])));
    if (parts.includes(undefined)) continue;
    let place = 0;
    return zh.replace(/[%~]/g, () => parts[place++] ?? '');
  }
  // One of some words, or some words, are taken over as they are; so is a number.
  return /^[\w-]+( (or|and) [\w-]+)+$|^[\d.]+$/.test(text)
    ? text.replaceAll(' or ', ' 或 ').replaceAll(' and ', ' 和 ')
    : undefined;
}

/** What can be taken over as it is; undefined of words of the program, which would be left in English. */
function ofTheFile(text: string): string | undefined {
  return /(^| )(an?|the|of|or|and|with|it|is|where|that|as|by|for) [a-z]/.test(text) ? undefined : text;
}

/** What a fault expected and found, and what to do; undefined where some of it has no words here. */
export function faultInChinese({ code, expected, found, remedy }: Issue): string | undefined {
  const [wanted, todo] = [phrase(expected), phrase(remedy, REMEDIES)];
  // What is no phrase is what the file has; of a text that is no YAML it may be what the parser says.
  const had = phrase(found) ?? (code === 'not-yaml' ? undefined : found);
  return wanted && todo && had && `应为：${wanted}；实为：${had}。${todo}`;
}
