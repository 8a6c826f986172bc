import type { BondLog } from '@mvm/l1'
import { type Address, fromHex, type Hex, keccak256Hex } from '@mvm/protocol'

/** As many as L1 draws for an epoch: a leader and three backups. */
const COMMITTEE_SIZE = 4

export interface OpenEpoch {
  readonly chainId: number
  /** First L1 block of the epoch. */
  readonly firstL1Block: number
  readonly seed: Hex
  /** Wei of MT: the threshold until one of the changes moves it. */
  readonly minThreshold: bigint
  /** L1 blocks after the first allocation in which others may join. */
  readonly joiningBlocks: number
}

export interface OpenCommittee {
  /** In the order in which they lead. */
  readonly members: readonly Address[]
  /** The L1 block at whose end the members are taken. */
  readonly takenAtL1Block: number
}

/**
 * The committee of an epoch for which L1 draws nobody, so that all who allocate the threshold may post (spec 5.2): those
 * who do so at the epoch's start or, where nobody has for long enough, `joiningBlocks` after somebody began to, in an
 * order by the epoch's seed. `undefined` where nobody has.
 *
 * @param changes of the DAC since its creation, in the order of the chain; later ones change nothing
 */
export function openCommittee(
  epoch: OpenEpoch,
  changes: readonly BondLog[],
): OpenCommittee | undefined {
  const { firstL1Block, joiningBlocks } = epoch
  const amounts = new Map<Address, bigint>()
  let threshold = epoch.minThreshold
  /** Since when somebody has allocated the threshold. */
  let sinceL1Block: number | undefined
  for (let i = 0; i <= changes.length; i++) {
    const next = changes[i]
    const isBlockOver = i > 0 && changes[i - 1]?.l1BlockNumber !== next?.l1BlockNumber
    if (isBlockOver) {
      const members = [...amounts].filter(([, amount]) => amount >= threshold)
      if (members.length === 0) sinceL1Block = undefined
      else {
        sinceL1Block ??= changes[i - 1]?.l1BlockNumber as number
        const takenAtL1Block = Math.max(firstL1Block, sinceL1Block + joiningBlocks)
        if (next === undefined || next.l1BlockNumber > takenAtL1Block) {
          return {
            members: inOrder(
              epoch,
              members.map(([account]) => account),
            ),
            takenAtL1Block,
          }
        }
      }
    }
    if (next?.kind === 'allocated') amounts.set(next.account, next.amount)
    else if (next?.kind === 'threshold') threshold = next.amount
  }
  return undefined
}

/** By a hash with the seed: each DAC and epoch has another order, and nobody had a say in it. */
function inOrder({ chainId, seed }: OpenEpoch, members: readonly Address[]): Address[] {
  const chain = chainId.toString(16).padStart(64, '0')
  const placed = members.map((account) => {
    const place = keccak256Hex(fromHex(`${seed}${chain}${account.slice(2)}`))
    return { account, place }
  })
  placed.sort((a, b) => (a.place < b.place ? -1 : 1))
  return placed.slice(0, COMMITTEE_SIZE).map(({ account }) => account)
}
