import { asHash, fromHex, type Hex, keccak256Hex } from '@mvm/protocol'
import { Transaction } from 'ethers'
import { L1SignerError } from '../error/L1SignerError.ts'
import type { L1Attempt, L1IntentRecord } from './L1IntentRecord.ts'
import type { L1Signer, L1TransactionRequest } from './L1Signer.ts'
import type { L1FeeOffer } from './replacementFees.ts'

const TRANSFER_GAS = 21_000n

export interface SignAttemptOptions {
  readonly signer: L1Signer
  readonly chainId: number
  readonly intent: Pick<
    L1IntentRecord,
    'nonce' | 'to' | 'data' | 'value' | 'gasLimit' | 'cancellation'
  >
  readonly fees: L1FeeOffer
  readonly signal: AbortSignal
}

/**
 * Signs an intent's next transaction, or the empty one that takes its nonce, and checks the signature. Throws
 * {@link L1SignerError}.
 */
export async function signAttempt({
  signer,
  chainId,
  intent,
  fees,
  signal,
}: SignAttemptOptions): Promise<{ readonly attempt: L1Attempt; readonly raw: Hex }> {
  const { address } = signer
  const isCancellation = intent.cancellation !== null
  const { to, data, value, gasLimit } = isCancellation
    ? { to: address, data: '0x' as const, value: 0n, gasLimit: TRANSFER_GAS }
    : intent
  const offer = {
    maxFeePerGas: fees.maxFeePerGas,
    maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
  }
  const request = { chainId, nonce: intent.nonce, to, data, value, gasLimit, ...offer }
  let raw: Hex
  try {
    raw = await signer.sign(request, signal)
  } catch (cause) {
    signal.throwIfAborted()
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new L1SignerError({ address, reason, cause })
  }
  if (!isSigned(raw, address, request)) {
    throw new L1SignerError({
      address,
      reason: 'the signature is another key’s or for something else',
    })
  }
  const transactionHash = asHash<L1Attempt['transactionHash']>(keccak256Hex(fromHex(raw)))
  return { attempt: { transactionHash, ...offer, isCancellation }, raw }
}

function isSigned(raw: Hex, address: string, request: L1TransactionRequest): boolean {
  try {
    const signed = Transaction.from(raw)
    return (
      signed.from?.toLowerCase() === address &&
      signed.unsignedHash === Transaction.from({ type: 2, ...request }).unsignedHash
    )
  } catch {
    // Not a transaction at all.
    return false
  }
}
