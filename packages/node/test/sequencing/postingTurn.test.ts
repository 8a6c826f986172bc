import type { EpochClock, Selection } from '@mvm/l1'
import { asAddress } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { postingTurn } from '../../src/sequencing/postingTurn.ts'

const account = (digit: string) => asAddress(`0x${digit.repeat(40)}`)
const [leader, first, second, third, other] = ['1', '2', '3', '4', '5'].map(account) as [
  ReturnType<typeof account>,
  ...ReturnType<typeof account>[],
]

/** Epoch 3 is L1 blocks 160 to 179. */
const clock: EpochClock = {
  epochLength: 20,
  deploymentBlock: 100,
  seedDepth: 4,
  takeoverBlocks: 5,
}
const drawn: Selection = {
  isDrawn: true,
  leader,
  backups: [first, second, third].map((backup) => backup ?? leader),
  producer: null,
  lastBatchAt: 0,
}

describe('the turn of an account in an epoch', () => {
  it('is the start for the leader, and a takeover time later for each backup', () => {
    const turns = [leader, first, second, third].map((who) =>
      postingTurn(clock, 3, drawn, who ?? leader),
    )
    expect(turns).toEqual([160, 165, 170, 175])
  })

  it('never comes for who is not drawn', () => {
    expect(postingTurn(clock, 3, drawn, other ?? leader)).toBeNull()
  })

  it('moves with every batch, for backups only, and may move out of the epoch', () => {
    const later = { ...drawn, lastBatchAt: 171 }
    const turns = [leader, first, second].map((who) => postingTurn(clock, 3, later, who ?? leader))
    expect(turns).toEqual([160, 176, null])
    const before = { ...drawn, lastBatchAt: 159 }
    expect(postingTurn(clock, 3, before, first ?? leader)).toBe(165)
  })

  it('is the start for everybody when nobody was eligible', () => {
    const empty: Selection = { ...drawn, leader: null, backups: [] }
    expect(postingTurn(clock, 3, empty, other ?? leader)).toBe(160)
  })
})
