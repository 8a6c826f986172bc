import { callContracts, readRangerStanding, readRangerTerms } from '@mvm/l1'
import { type Address, formatMt } from '@mvm/protocol'
import { PreconditionError } from '../error/PreconditionError.ts'
import { headTimestamp } from '../l1/headTimestamp.ts'
import type { L1Connection } from '../l1/L1Connection.ts'

/** Epochs after that of leaving in which duties may still be drawn from the account. */
const DRAWN_EPOCHS = 2

/** Wei of MT that a former ranger can take back now. Throws {@link PreconditionError} with what still holds it. */
export async function openRangerBond(l1: L1Connection, account: Address): Promise<bigint> {
  const [{ isMember, bond, left }, { unlockDelaySeconds }, [epoch], nowS] = await Promise.all([
    readRangerStanding(l1, account),
    readRangerTerms(l1),
    callContracts(l1, [{ contract: 'EpochSeeds', method: 'currentEpoch', args: [] }]),
    headTimestamp(l1),
  ])
  if (isMember) {
    throw new PreconditionError({
      code: 'RANGER_MEMBERSHIP',
      problem: `${account} is a ranger`,
      remedy: 'Run: mvm ranger leave',
    })
  }
  if (bond === 0n || left === null) {
    throw new PreconditionError({
      code: 'NOTHING_LOCKED',
      problem: `${account} has no bond among the rangers`,
      remedy: 'Name another account with --account.',
    })
  }
  const currentEpoch = Number(epoch?.[0])
  const freeFromEpoch = left.epoch + DRAWN_EPOCHS
  const unlocksAt = left.timestamp + unlockDelaySeconds
  const reasons = [
    ...(nowS < unlocksAt ? [`it unlocks at ${new Date(unlocksAt * 1000).toISOString()}`] : []),
    ...(currentEpoch < freeFromEpoch
      ? [`epochs before ${freeFromEpoch} draw duties from it, and this is ${currentEpoch}`]
      : []),
  ]
  if (reasons.length === 0) return bond
  throw new PreconditionError({
    code: 'BOND_LOCKED',
    problem: `${formatMt(bond)} MT stay locked: ${reasons.join('; ')}`,
    remedy: 'Run the command again when that has passed.',
    details: { amount: bond.toString(), freeFromEpoch, currentEpoch, unlocksAt },
  })
}
