import { connectL1 } from '../l1/connectL1.ts'
import type { NodeClient } from '../node/NodeClient.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { openNode } from '../session/openNode.ts'
import { dacUrl } from './dacUrl.ts'
import { findDac } from './findDac.ts'

/**
 * JSON-RPC of the DAC that the settings name, without one of the first that the node serves. L1 is asked only for
 * the slug of a DAC that is named by its chainID.
 */
export async function openDac(context: CommandContext): Promise<NodeClient> {
  const base = context.settings.rpcUrl?.value ?? ''
  const name = context.settings.dac?.value
  if (name === undefined) return openNode(context, base)
  const isNumber = /^(\d+|0x[0-9a-fA-F]+)$/.test(name)
  const slug = isNumber ? (await findDac(await connectL1(context), name)).slug : name
  return openNode(context, dacUrl(base, slug))
}
