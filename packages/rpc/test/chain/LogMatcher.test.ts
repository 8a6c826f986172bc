import { asAddress, type Hex, type Log, logsBloom } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LogMatcher } from '../../src/chain/LogMatcher.ts'

// Few of each, so that they often meet.
const address = fc.nat(3).map((n) => asAddress(`0x${n.toString().padStart(40, 'a')}`))
const topic = fc.nat(3).map((n): Hex => `0x${n.toString().padStart(64, 'b')}`)
const log: fc.Arbitrary<Log> = fc.record({
  address,
  topics: fc.array(topic, { maxLength: 4 }),
  data: fc.constant<Hex>('0x'),
})
const criteria = fc.record({
  addresses: fc.array(address, { maxLength: 2 }),
  topics: fc.array(fc.array(topic, { maxLength: 2 }), { maxLength: 4 }),
})

it('matches what the rules of eth_getLogs say, and its bloom check never hides a match', () => {
  let matches = 0
  let hidden = 0
  fc.assert(
    fc.property(fc.array(log, { maxLength: 3 }), criteria, (logs, wanted) => {
      const matcher = new LogMatcher(wanted)
      const isWanted = (candidate: Log) =>
        (wanted.addresses.length === 0 || wanted.addresses.includes(candidate.address)) &&
        wanted.topics.length <= candidate.topics.length &&
        wanted.topics.every(
          (any, i) => any.length === 0 || any.includes(candidate.topics[i] as Hex),
        )
      for (const candidate of logs) expect(matcher.matches(candidate)).toBe(isWanted(candidate))
      const mayMatch = matcher.mayMatch(logsBloom(logs))
      if (logs.some(isWanted)) {
        matches++
        expect(mayMatch).toBe(true)
      } else if (!mayMatch) hidden++
    }),
    { seed: 5, numRuns: 5000 },
  )
  // Both happen, or the property would say little.
  expect(Math.min(matches, hidden)).toBeGreaterThan(300)
})
