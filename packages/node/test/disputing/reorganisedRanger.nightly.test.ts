import { ROUNDS } from '@mvm/fraud-proof'
import { type DisputeLog, decodeDisputeLog, type Game, readLogs } from '@mvm/l1'
import { afterEach, describe, expect, it } from 'vitest'
import { waitFor } from '../support/waitFor.ts'
import { RangerAgainstLiar } from './RangerAgainstLiar.ts'

/** Two or three moves. */
const BLOCKS_OF_MOVES = 4

describe('an honest challenger whose L1 is reorganised', { timeout: 400_000 }, () => {
  let two: RangerAgainstLiar
  afterEach(() => two?.stop())

  it('makes the moves again that L1 took back in the middle of its game, and wins', async () => {
    two = await RangerAgainstLiar.start()
    await two.untilRound(3)
    const { network } = two
    const head = await network.l1.blockNumber()
    await two.takeBackFrom(head - BLOCKS_OF_MOVES + 1)
    expect((await two.game())?.segment.round).toBeLessThan(3)
    await expectWon(await two.untilResolved())
  })

  it('opens its dispute again when L1 took the reveal back, and wins', async () => {
    two = await RangerAgainstLiar.start()
    const { openedAtBlock } = await two.untilRound(0)
    await two.takeBackFrom(openedAtBlock)
    expect(await two.game()).toBeNull()
    expect(await commitments()).not.toHaveLength(0)
    const again = await two.untilRound(0)
    expect(again.openedAtBlock).toBeGreaterThan(openedAtBlock)
    await expectWon(await two.untilResolved())
  })

  it('commits again when L1 took its commitment back with the reveal, and wins', async () => {
    two = await RangerAgainstLiar.start()
    // Its first picks go as well, and the bond of the asserter.
    const { openedAtBlock } = await two.untilRound(1)
    const [committed] = await commitments()
    expect(committed?.challenger).toBe(two.account.address)
    await two.takeBackFrom(committed?.l1BlockNumber as number)
    expect(await two.game()).toBeNull()
    expect(await commitments()).toHaveLength(0)
    const again = await two.untilRound(0)
    expect(again.openedAtBlock).toBeGreaterThan(openedAtBlock)
    await expectWon(await two.untilResolved())
  })

  it('commits again when L1 took its commitment back before the reveal, and wins', async () => {
    two = await RangerAgainstLiar.start()
    const [committed] = await waitFor('a commitment', async () => {
      const found = await commitments()
      return found.length > 0 && found
    })
    await two.takeBackFrom(committed?.l1BlockNumber as number)
    expect(await two.game()).toBeNull()
    expect(await commitments()).toHaveLength(0)
    await expectWon(await two.untilResolved())
  })

  it('opens its dispute again when L1 took it back while the challenger was dead, and wins', async () => {
    two = await RangerAgainstLiar.start()
    await two.untilRound(2)
    await two.killRanger()
    const [committed] = await commitments()
    await two.takeBackFrom(committed?.l1BlockNumber as number)
    expect(await two.game()).toBeNull()
    await two.startRanger()
    await expectWon(await two.untilResolved())
  })

  async function expectWon(game: Game): Promise<void> {
    expect(await two.isEachOnce()).toBe(true)
    expect(game).toMatchObject({
      ...{ phase: 'challenger-won', blockNumber: 1, challenger: two.account.address },
      segment: { round: ROUNDS, position: 0 },
    })
    expect(await two.isStanding(game)).toBe(false)
    await two.untilToldWon()
  }

  async function commitments() {
    const { client, contracts } = two.source
    const filter = { addresses: [contracts.disputeGame], topics: [] }
    const range = { from: contracts.deploymentBlock, to: await two.network.l1.blockNumber() }
    return (await readLogs(client, filter, range))
      .map((log) => decodeDisputeLog(contracts, log))
      .filter((log): log is Extract<DisputeLog, { kind: 'committed' }> => log?.kind === 'committed')
  }
})
