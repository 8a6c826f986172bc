import type { Dac } from '@mvm/l1'
import { NodeUnreachableError } from '../error/NodeUnreachableError.ts'
import { UsageError } from '../error/UsageError.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import { NodeClient } from '../node/NodeClient.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { findDac } from './findDac.ts'

/** The DAC that the settings name, as L1 has it; without one the first that the node serves. */
export async function resolveDac(context: CommandContext, l1: L1Connection): Promise<Dac> {
  const { settings, signal } = context
  if (settings.dac !== undefined) return findDac(l1, settings.dac.value)
  try {
    const node = new NodeClient(settings.rpcUrl?.value ?? '')
    return await findDac(l1, String(Number(await node.request('eth_chainId', [], signal))))
  } catch (error) {
    if (!(error instanceof NodeUnreachableError)) throw error
    throw new UsageError({
      problem: `no DAC is named, and ${error.message}`,
      remedy: 'Name the DAC with --dac <slug|chainID>; `mvm dac list` shows all.',
    })
  }
}
