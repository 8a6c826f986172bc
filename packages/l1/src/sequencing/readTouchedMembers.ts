import { type Address, asAddress, type Hex } from '@mvm/protocol'
import { readLogs } from '../client/readLogs.ts'
import type { ContractSource } from '../contract/ContractSource.ts'
import { contractInterface } from '../contract/contractInterface.ts'

const EVENTS = ['EndpointSet', 'Staked', 'Unstaked', 'Slashed']

/** Accounts whose stake or endpoint the SequencerPool may have changed in a range of L1 blocks, both ends included. */
export async function readTouchedMembers(
  { client, contracts, signal }: ContractSource,
  range: { readonly from: number; readonly to: number },
): Promise<ReadonlySet<Address>> {
  const pool = contractInterface('SequencerPool')
  const topics = EVENTS.map((name) => pool.getEvent(name)?.topicHash as Hex)
  const filter = { addresses: [contracts.sequencerPool], topics: [topics] }
  const logs = await readLogs(client, filter, range, { signal })
  const accounts = logs.map((log) => pool.parseLog({ topics: [...log.topics], data: log.data }))
  return new Set(accounts.flatMap((event) => (event ? [asAddress(event.args.account)] : [])))
}
