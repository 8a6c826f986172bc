import {
  type L1Client,
  type L1Receipt,
  L1TransactionSender,
  MemoryIntentJournal,
  signerFromKey,
  withGasMargin,
} from '@mvm/l1'
import { PreconditionError } from '../error/PreconditionError.ts'
import { TransactionRevertedError } from '../error/TransactionRevertedError.ts'
import type { Signer } from '../key/Signer.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { estimateL1Gas } from './estimateL1Gas.ts'
import type { L1Call } from './L1Call.ts'

export interface L1Sending {
  readonly client: L1Client
  readonly chainId: number
  readonly signer: Signer
  readonly call: L1Call
  /** Such as `creating the DAC "acme"`. */
  readonly what: string
}

/**
 * Brings a call onto L1, raising its fee while L1 does not take it, and gives its receipt.
 * Throws `ContractRevertError` or {@link TransactionRevertedError} when it reverts, {@link PreconditionError} when
 * the account cannot pay or somebody else uses it.
 */
export async function sendL1Call(context: CommandContext, sending: L1Sending): Promise<L1Receipt> {
  const { client, chainId, signer, call, what } = sending
  const { progress, signal } = context
  progress.step(what)
  const gasLimit = withGasMargin(await estimateL1Gas(client, signer.address, call, signal))
  await requireFunds(client, signer, call, gasLimit, signal)

  const stop = new AbortController()
  const sender = new L1TransactionSender({
    client,
    signer: signerFromKey(signer.privateKey),
    chainId,
    journal: new MemoryIntentJournal(),
    onEvent: (event) => {
      if (event.kind === 'signed') progress.note(`L1 transaction ${event.transactionHash}`)
      if (event.kind === 'failed') progress.note(`${event.error.message}; trying again`)
    },
  })
  const running = sender.run(AbortSignal.any([signal, stop.signal]))
  try {
    const outcome = await sender.send({ id: what, ...call, gasLimit }, { signal })
    switch (outcome.status) {
      case 'included':
      case 'reverted': {
        const { transactionHash } = outcome.inclusion
        if (outcome.status === 'reverted') {
          throw (
            outcome.error ??
            new TransactionRevertedError({
              transactionHash,
              reason: 'L1 reverted it without a reason',
              receipt: { l1TransactionHash: transactionHash },
              remedy: 'Run the command again; what it depends on may have changed meanwhile.',
            })
          )
        }
        const [receipt] = await client.receipts([transactionHash], { signal })
        if (receipt) return receipt
        throw new PreconditionError({
          code: 'TRANSACTION_UNKNOWN',
          problem: `L1 has forgotten transaction ${transactionHash} again: it was reorganised`,
          remedy: 'Run the command again.',
        })
      }
      case 'rejected':
        throw outcome.error
      default:
        throw new PreconditionError({
          code: 'TRANSACTION_UNKNOWN',
          problem: `another program sends from ${signer.address} at the same time and took the nonce`,
          remedy: 'Run the command again.',
        })
    }
  } finally {
    stop.abort()
    await running
  }
}

async function requireFunds(
  client: L1Client,
  { address }: Signer,
  call: L1Call,
  gasLimit: bigint,
  signal: AbortSignal,
): Promise<void> {
  const [balance, { baseFeePerGas, maxPriorityFeePerGas }] = await Promise.all([
    client.balance(address, 'latest', { signal }),
    client.fees({ signal }),
  ])
  const needed = call.value + gasLimit * (baseFeePerGas + maxPriorityFeePerGas)
  if (balance >= needed) return
  throw new PreconditionError({
    code: 'INSUFFICIENT_FUNDS',
    problem: `${address} has ${balance} wei on L1, and this transaction needs ${needed}`,
    remedy: 'Send ETH to the account, or name another with --account.',
  })
}
