import { asHash, type L1BlockHash } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { L1BlockWindow } from '../../src/follower/L1BlockWindow.ts'
import type { L1BlockId } from '../../src/index.ts'

function blockAt(number: number, fork = 0): L1BlockId {
  return { number, hash: asHash<L1BlockHash>(`0x${fork}:${number}`) }
}

test('remembers the last blocks, milestones and the first', () => {
  const window = new L1BlockWindow([blockAt(10)], 300)
  for (let number = 11; number <= 2000; number++) window.append(blockAt(number))
  const numbers = window.blocks().map(({ number }) => number)
  const recent = Array.from({ length: 301 }, (_, i) => 1700 + i)
  expect(numbers).toEqual([10, 256, 512, 768, 1024, 1280, 1536, ...recent])
  expect(window.first).toEqual(blockAt(10))
})

test('goes on from any ascending list of known blocks', () => {
  const window = new L1BlockWindow([blockAt(5), blockAt(90), blockAt(5000)], 300)
  expect(window.head).toEqual(blockAt(5000))
  window.append(blockAt(5001))
  expect(window.blocks()).toEqual([blockAt(5), blockAt(5000), blockAt(5001)])
})

test('keeps what it should through any appends and truncations', () => {
  const size = 20
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -40, max: 60 }), { maxLength: 60 }), (moves) => {
      const window = new L1BlockWindow([blockAt(1000)], size)
      let chain = [blockAt(1000)]
      let fork = 0
      for (const move of moves) {
        const head = chain.at(-1)?.number ?? 0
        if (move < 0) {
          const kept = window.blocks().findLast(({ number }) => number <= head + move)
          if (kept === undefined) continue
          window.truncate(kept.number)
          chain = chain.filter(({ number }) => number <= kept.number)
          fork++
        } else {
          for (let number = head + 1; number <= head + move; number++) {
            window.append(blockAt(number, fork))
            chain.push(blockAt(number, fork))
          }
        }
        const remembered = window.blocks()
        expect(chain).toEqual(expect.arrayContaining(remembered))
        expect(remembered).toEqual(remembered.toSorted((a, b) => a.number - b.number))
        expect(remembered[0]).toEqual(chain[0])
        expect(window.head).toEqual(chain.at(-1))
      }
    }),
    { seed: 7 },
  )
})

test('refuses a block that does not follow and a truncation to a block that it does not have', () => {
  const window = new L1BlockWindow([blockAt(3)], 300)
  expect(() => window.append(blockAt(3))).toThrow(RangeError)
  expect(() => window.truncate(2)).toThrow(RangeError)
  expect(() => new L1BlockWindow([], 300)).toThrow(RangeError)
})
