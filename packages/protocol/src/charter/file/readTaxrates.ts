import type { TaxBracket } from '../Charter.ts'
import { charterLimits } from '../charterLimits.ts'
import { formatMt } from '../formatMt.ts'
import { parseMt } from './parseMt.ts'
import type { YamlNode, YamlSource } from './YamlSource.ts'

const THRESHOLD_ALLOWED = 'an amount of MT such as "1000" or "0.5", with at most 18 decimals'
const RATE_ALLOWED = `whole basis points from 0 to ${charterLimits.taxRate} (${charterLimits.taxRate / 100} %)`
const COUNT_ALLOWED = `at most ${charterLimits.taxBrackets} brackets`

/** The list `taxrates`, thresholds in wei; brackets with a mistake are left out. */
export function readTaxrates(source: YamlSource, at: YamlNode): TaxBracket[] {
  if (!source.isPresent(at)) return []
  const brackets: TaxBracket[] = []
  let highest: bigint | undefined
  for (const [i, item] of (source.sequence(at, 'brackets') ?? []).entries()) {
    if (i === charterLimits.taxBrackets)
      source.problem(item, 'is one bracket too many', COUNT_ALLOWED)
    const values = source.mapping(item, ['threshold', 'rate'])
    if (values === undefined) continue
    const threshold = readThreshold(source, values.threshold)
    const rate = readRate(source, values.rate)
    if (threshold !== undefined && highest !== undefined && threshold <= highest) {
      source.problem(
        values.threshold,
        'is not above the threshold of the bracket before it',
        `more than "${formatMt(highest)}"`,
      )
    }
    if (threshold !== undefined) highest = threshold
    if (threshold !== undefined && rate !== undefined) brackets.push({ threshold, rate })
  }
  return brackets
}

function readThreshold(source: YamlSource, at: YamlNode): bigint | undefined {
  const typed = source.scalar(at)
  if (typed === undefined) {
    source.problem(at, 'is missing', THRESHOLD_ALLOWED)
    return undefined
  }
  const wei = parseMt(typed)
  if (wei === undefined || wei >= charterLimits.taxThreshold) {
    source.problem(at, `"${typed}" is not an amount of MT`, THRESHOLD_ALLOWED)
    return undefined
  }
  return wei
}

function readRate(source: YamlSource, at: YamlNode): number | undefined {
  const typed = source.scalar(at)
  if (typed === undefined) {
    source.problem(at, 'is missing', RATE_ALLOWED)
    return undefined
  }
  if (!/^\d{1,6}$/.test(typed) || Number(typed) > charterLimits.taxRate) {
    source.problem(at, `"${typed}" is not a permitted rate`, RATE_ALLOWED)
    return undefined
  }
  return Number(typed)
}
