import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BatchSources, deriveBatch, deriveChain, deriveSegment } from '../src/index.ts'
import { type ChainOnL1, chainOnL1 } from './chainOnL1.ts'

function sourcesOf({ batches, queue, origins }: ChainOnL1): BatchSources[] {
  return batches.map((batch, index) => {
    const origin = origins[index]
    if (origin === undefined) throw new Error('no origin')
    return { batch, queueElements: queue.slice(batch.queueStart, batch.queueEnd), origin }
  })
}

describe('deriveSegment', () => {
  it('gives any consecutive blocks as the whole chain has them, from their parent’s time', () => {
    fc.assert(
      fc.property(chainOnL1, fc.nat(), fc.nat(), (chain, a, b) => {
        const { chainId, batches, queue, origins } = chain
        const all = deriveChain(chainId, batches, queue, origins)
        fc.pre(all.length > 0)
        const first = 1 + (a % all.length)
        const last = first + (b % (all.length - first + 1))
        const sources = sourcesOf(chain).filter(
          ({ batch }) => batch.firstBlock <= last && first < batch.firstBlock + batch.blockCount,
        )
        const parent = { number: first - 1, timestamp: all[first - 2]?.timestamp ?? 0 }
        expect(deriveSegment(sources, parent, last)).toEqual(all.slice(first - 1, last))
      }),
    )
  })

  it('gives nothing where the parent is the last block', () => {
    expect(deriveSegment([], { number: 5, timestamp: 1 }, 5)).toEqual([])
  })

  it('refuses sources that do not hold the blocks', () => {
    fc.assert(
      fc.property(chainOnL1, (chain) => {
        const [source] = sourcesOf(chain)
        fc.pre(source !== undefined)
        const { blockCount } = source.batch
        const parent = { number: 0, timestamp: 0 }
        expect(() => deriveSegment([source], parent, blockCount + 1)).toThrow('last block')
        const beyond = { number: blockCount, timestamp: 0 }
        expect(() => deriveSegment([source], beyond, blockCount + 1)).toThrow('first block')
        const whole = deriveBatch({ ...source, parentNumber: 0, parentTimestamp: 0 })
        expect(deriveSegment([source], parent, blockCount)).toEqual(whole)
      }),
    )
  })
})
