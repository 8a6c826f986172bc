import { type ContractSource, readDuties, readRangers } from '@mvm/l1'
import { type Address, fromHex, type Hash, keccak256Hex } from '@mvm/protocol'

/** Nobody waits longer for others than for so many. */
const LAST_TURN = 16

export interface OpeningSubject {
  readonly chainId: number
  readonly stateBatchIndex: number
  readonly merkleRoot: Hash<'state batch'>
  /** The wrong block's segment within the state batch. */
  readonly segment: number
}

/**
 * How many rangers go first in opening a dispute, so that not all who find the same lie give a bond for it. Those who
 * were drawn for the wrong block's segment go in the order of the draw; before the draw all members go in an order that
 * the state batch makes. Whoever is neither goes after them, at most after 16.
 */
export async function readOpeningTurn(
  source: ContractSource,
  { chainId, stateBatchIndex, merkleRoot, segment }: OpeningSubject,
  headNumber: number,
  account: Address,
): Promise<number> {
  const drawing = await readDuties(source, chainId, stateBatchIndex)
  const order =
    drawing === null
      ? inOrder(await readRangers(source, headNumber), merkleRoot)
      : (drawing[segment] ?? [])
  const place = order.indexOf(account)
  return Math.min(place < 0 ? order.length : place, LAST_TURN)
}

function inOrder(members: readonly Address[], merkleRoot: Hash<'state batch'>): Address[] {
  const placed = members.map((account) => ({
    account,
    place: keccak256Hex(fromHex(`${merkleRoot}${account.slice(2)}`)),
  }))
  placed.sort((a, b) => (a.place < b.place ? -1 : 1))
  return placed.map(({ account }) => account)
}
