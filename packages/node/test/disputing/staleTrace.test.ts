import type { StateHash } from '@mvm/fraud-proof'
import type { L1BlockReference } from '@mvm/l1'
import type { Hex } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { ScriptedGames, word } from './ScriptedGames.ts'
import { included, startHall, traceSaying } from './startHall.ts'

/** One game, and after a reorganisation the like of it about another block. */
class TwoForks extends ScriptedGames {
  fork: 'old' | 'new' = 'old'
  /** Whether the asserter is to say something, or the challenger. */
  isOurTurn = false
  isOver = false
  readonly #newRoot: Hex

  /** @param newRoot on which the block of the new fork stands; on the old one that is 01 */
  constructor(newRoot: Hex) {
    super(50)
    this.#newRoot = newRoot
  }

  get startHash(): Hex {
    return this.fork === 'old' ? word('aa') : word('bb')
  }

  protected override isResolved() {
    return this.isOver
  }

  protected override dispute() {
    return {
      phase: this.isOver ? 4 : this.isOurTurn ? 0 : 1,
      agreedRoot: this.fork === 'old' ? word('01') : this.#newRoot,
    }
  }

  protected override segment(at: L1BlockReference) {
    return { ...super.segment(at), startHash: this.startHash }
  }
}

it.each([
  ['the same beginning in another batch', word('01')],
  ['another beginning under the same claim', word('11')],
])(
  'after a reorganisation to %s a game is played by the trace of the new block',
  async (_, root) => {
    const l1 = new TwoForks(root)
    let sentCount = 0
    const opened: string[] = []
    const send = async () => {
      sentCount++
      l1.isOver = true
      return included
    }
    const traceOf = async () => {
      const { fork, startHash } = l1
      opened.push(fork)
      const hashAt = (position: number) => (position === 0 ? startHash : word('cc'))
      const hashesAt = async (positions: readonly number[]) => positions.map(hashAt) as StateHash[]
      return traceSaying({ hashesAt })
    }
    const { stop } = startHall(l1, send, { traceOf })
    await expect.poll(() => opened, { timeout: 10_000 }).toEqual(['old'])
    l1.fork = 'new'
    l1.isOurTurn = true
    await expect.poll(() => sentCount, { timeout: 10_000 }).toBe(1)
    await stop()
    expect(opened).toEqual(['old', 'new'])
  },
)
