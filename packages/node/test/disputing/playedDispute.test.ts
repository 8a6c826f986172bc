import { ROUNDS } from '@mvm/fraud-proof'
import { afterEach, describe, expect, it } from 'vitest'
import { RangerAgainstLiar } from './RangerAgainstLiar.ts'

describe('a dispute', { timeout: 300_000 }, () => {
  let two: RangerAgainstLiar
  afterEach(() => two?.stop())

  it('is played by ranger and sequencer to the step in which they differ, and the lie is deleted, also when the ranger is killed in the middle', async () => {
    two = await RangerAgainstLiar.start()
    const before = await two.untilRound(3)
    await two.killRanger()
    expect(before).toMatchObject({ isResolved: false, challenger: two.account.address })
    await two.startRanger()
    const game = await two.untilResolved()
    expect(await two.isEachOnce()).toBe(true)
    expect(game).toMatchObject({
      ...{ phase: 'challenger-won', blockNumber: 1, challenger: two.account.address },
      // BLOCK_BEGIN, which reads the origin.
      segment: { round: ROUNDS, position: 0 },
    })
    expect(game.defender).not.toBeNull()
    expect(await two.isStanding(game)).toBe(false)
    // The ranger knows how its own game has ended.
    await two.untilToldWon()
  })
})
