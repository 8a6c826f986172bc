/** A source with one small fault. */
export interface SourceMutant {
  readonly file: string
  readonly line: number
  readonly before: string
  readonly after: string
  readonly source: string
}

const operators: readonly (readonly [string, string])[] = [
  [' + ', ' - '],
  [' - ', ' + '],
  [' * ', ' + '],
  [' / ', ' * '],
  [' % ', ' / '],
  [' < ', ' <= '],
  [' > ', ' >= '],
  [' <= ', ' < '],
  [' >= ', ' > '],
  [' == ', ' != '],
  [' != ', ' == '],
  [' && ', ' || '],
  [' || ', ' && '],
  [' << ', ' >> '],
  [' >> ', ' << '],
  [' & ', ' | '],
  [' | ', ' & '],
  [' ^ ', ' & '],
  [' += ', ' -= '],
  [' -= ', ' += '],
  [' >>= ', ' <<= '],
  ['++', '--'],
  ['--', '++'],
  ['(!', '('],
  ['true', 'false'],
  ['false', 'true'],
]
/** The same in assembly, which has functions for them. */
const functions =
  /(?<![\w.])(add|sub|mul|div|lt|gt|eq|and|or|xor|shl|shr|iszero|mload|calldataload)\(/g
const exchanged: Readonly<Record<string, string>> = {
  add: 'sub',
  sub: 'add',
  mul: 'add',
  div: 'mul',
  lt: 'gt',
  gt: 'lt',
  eq: 'lt',
  and: 'or',
  or: 'and',
  xor: 'and',
  shl: 'shr',
  shr: 'shl',
  iszero: '',
  mload: '',
  calldataload: '',
}
/** Lines that say nothing of what a step does. */
const SILENT = /^\s*(\/\/|import|pragma|error|contract|library|abstract|using|\}? from)/
const NUMBER = /(?<![\w.])(0x[0-9a-fA-F]+|[0-9][0-9_]*)(?![\w.])/g

/** Every mutant of a source by the rules: an operator for another one, a number for the next. */
export function sourceMutants(file: string, source: string): SourceMutant[] {
  const lines = source.split('\n')
  return lines.flatMap((before, line) => {
    if (SILENT.test(before)) return []
    return changesOf(before).map((after) => ({
      file,
      line: line + 1,
      before: before.trim(),
      after: after.trim(),
      source: lines.with(line, after).join('\n'),
    }))
  })
}

function changesOf(line: string): string[] {
  const ofOperators = operators.flatMap(([from, to]) =>
    placesOf(line, from).map((at) => line.slice(0, at) + to + line.slice(at + from.length)),
  )
  const ofNumbers = [...line.matchAll(NUMBER)].map(({ 0: digits, index }) => {
    const next = BigInt(digits.replaceAll('_', '')) + 1n
    const written = digits.startsWith('0x') ? hexLike(digits, next) : `${next}`
    return line.slice(0, index) + written + line.slice(index + digits.length)
  })
  const ofFunctions = [...line.matchAll(functions)].map(
    ({ 0: call, 1: name = '', index }) =>
      `${line.slice(0, index)}${exchanged[name]}(${line.slice(index + call.length)}`,
  )
  return [...ofOperators, ...ofNumbers, ...ofFunctions]
}

/** Of the same length, so that it is no other type. */
function hexLike(digits: string, value: bigint): string {
  return `0x${value.toString(16).padStart(digits.length - 2, '0')}`
}

function placesOf(line: string, text: string): number[] {
  const places: number[] = []
  for (let at = line.indexOf(text); at >= 0; at = line.indexOf(text, at + 1)) places.push(at)
  return places
}
