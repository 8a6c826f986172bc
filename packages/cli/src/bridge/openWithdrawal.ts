import type { Dac } from '@mvm/l1'
import { decodeMessagePassed, type Hex, type Log, type PassedMessage } from '@mvm/protocol'
import { findDac } from '../dac/findDac.ts'
import { openDac } from '../dac/openDac.ts'
import { PreconditionError } from '../error/PreconditionError.ts'
import { connectL1 } from '../l1/connectL1.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import type { NodeClient } from '../node/NodeClient.ts'
import type { CommandContext } from '../program/CommandContext.ts'

/** A message that carries MT, with the places that know of it. */
export interface OpenedWithdrawal extends PassedMessage {
  readonly l1: L1Connection
  readonly node: NodeClient
  readonly dac: Dac
  /** Of the L2 transaction. */
  readonly blockNumber: number
}

/**
 * Finds a message by the L2 transaction that sent it. Throws {@link PreconditionError} when the DAC has no such
 * transaction or that sent no such message, and what the clients throw.
 */
export async function openWithdrawal(
  context: CommandContext,
  transactionHash: Hex,
  place: number,
): Promise<OpenedWithdrawal> {
  const { signal } = context
  const [l1, node] = await Promise.all([connectL1(context), openDac(context)])
  const [chainId, answer] = await Promise.all([
    node.request('eth_chainId', [], signal),
    node.request('eth_getTransactionReceipt', [transactionHash], signal),
  ])
  const dac = await findDac(l1, String(Number(chainId)))
  const receipt = answer as unknown as { blockNumber: Hex; logs: readonly Log[] } | null
  if (receipt === null) {
    throw new PreconditionError({
      code: 'TRANSACTION_UNKNOWN',
      problem: `"${dac.slug}" has no transaction ${transactionHash} in a block`,
      remedy: 'Check the hash and --dac; it is that of the transaction on L2.',
    })
  }
  const messages = receipt.logs
    .flatMap((log) => decodeMessagePassed(log) ?? [])
    .filter(({ message }) => message.value > 0n)
  const passed = messages[place]
  if (passed === undefined) {
    throw new PreconditionError({
      code: 'MESSAGE_UNKNOWN',
      problem: `transaction ${transactionHash} sent ${messages.length} messages that carry MT to L1`,
      remedy:
        messages.length === 0
          ? 'Withdraw with: mvm bridge withdraw'
          : `Give --message from 0 to ${messages.length - 1}.`,
    })
  }
  return { ...passed, l1, node, dac, blockNumber: Number(receipt.blockNumber) }
}
