import { fromHex, type Hash, type Hex, keccak256Hex } from '@mvm/protocol'
import { AbiCoder, id } from 'ethers'
import { readLogs } from '../client/readLogs.ts'
import type { ContractSource } from '../contract/ContractSource.ts'
import { L1DataMismatchError } from '../error/L1DataMismatchError.ts'
import { decodeDisputeLog } from './decodeDisputeLog.ts'

const SEGMENT_CUT = id('SegmentCut(uint256,uint256,uint256,address,bytes32[])') as Hex

export interface CutsOf {
  readonly disputeId: number
  readonly round: number
  /** keccak256 of the states, which is what L1 keeps of them. */
  readonly cutsHash: Hash
  /** L1 block of the dispute's opening. */
  readonly openedAtBlock: number
  /** L1's head. */
  readonly headNumber: number
}

/**
 * The states that an asserter posted in a round of a game. Throws {@link L1DataMismatchError} when the events do not have
 * them: they come from another endpoint or another history of L1 than what was read of the game.
 */
export async function readCuts(
  { client, contracts, signal }: ContractSource,
  { disputeId, round, cutsHash, openedAtBlock, headNumber }: CutsOf,
): Promise<readonly Hash[]> {
  const { disputeGame } = contracts
  const filter = {
    addresses: [disputeGame],
    topics: [[SEGMENT_CUT], [word(disputeId)], [word(round)]],
  }
  const logs = await readLogs(
    client,
    filter,
    { from: openedAtBlock, to: headNumber },
    signal === undefined ? {} : { signal },
  )
  let actual = 'none'
  for (const log of logs.toReversed()) {
    const cut = decodeDisputeLog({ disputeGame }, log)
    if (cut?.kind !== 'cut') continue
    const hash = hashOf(cut.stateHashes)
    if (hash === cutsHash) return cut.stateHashes
    if (actual === 'none') actual = hash
  }
  const what = `the states posted in round ${round} of dispute ${disputeId}`
  throw new L1DataMismatchError({ what, expected: cutsHash, actual })
}

function hashOf(stateHashes: readonly Hash[]): Hex {
  return keccak256Hex(fromHex(`0x${stateHashes.map((hash) => hash.slice(2)).join('')}`))
}

function word(value: number): Hex {
  return AbiCoder.defaultAbiCoder().encode(['uint256'], [value]) as Hex
}
