import type { CommandContext } from '../program/CommandContext.ts'
import { findL1Contracts } from './findL1Contracts.ts'
import type { L1Connection } from './L1Connection.ts'
import { openL1 } from './openL1.ts'

/** Connects with L1 and finds the contracts there. Throws `L1UnreachableError` and what {@link findL1Contracts} does. */
export async function connectL1(context: CommandContext): Promise<L1Connection> {
  const client = openL1(context)
  const { signal } = context
  const chainId = await client.chainId({ signal })
  return { client, chainId, contracts: await findL1Contracts(context, client, chainId), signal }
}
