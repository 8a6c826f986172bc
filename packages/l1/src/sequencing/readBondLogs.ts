import type { Hex } from '@mvm/protocol'
import { readLogs } from '../client/readLogs.ts'
import type { ContractSource } from '../contract/ContractSource.ts'
import { contractInterface } from '../contract/contractInterface.ts'
import { type BondLog, decodeBondLog } from './decodeBondLog.ts'

/**
 * Every change of a DAC's allocations and of its threshold in a range of L1 blocks, both ends included, in the order of
 * the chain. That nothing is left out rests on the endpoint.
 */
export async function readBondLogs(
  { client, contracts, signal }: ContractSource,
  chainId: number,
  range: { readonly from: number; readonly to: number },
): Promise<BondLog[]> {
  const pool = contractInterface('SequencerPool')
  const topics = ['Allocated', 'ThresholdChanged'].map(
    (name) => pool.getEvent(name)?.topicHash as Hex,
  )
  const chainTopic = `0x${chainId.toString(16).padStart(64, '0')}` as Hex
  const filter = { addresses: [contracts.sequencerPool], topics: [topics, [chainTopic]] }
  const logs = await readLogs(client, filter, range, { signal })
  return logs.flatMap((log) => decodeBondLog(contracts, log) ?? [])
}
