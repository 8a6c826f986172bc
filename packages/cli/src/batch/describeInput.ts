import { decodeTransaction, InvalidTransactionError, keccak256Hex, toHex } from '@mvm/protocol'

/** Bytes of a payload that stand where a transaction should, decoded if they are one of the chain. */
export function describeInput(raw: Uint8Array, chainId: number) {
  try {
    const transaction = decodeTransaction(raw, { chainId })
    const { type, hash, signer, to, nonce, value, gasLimit, data } = transaction
    return {
      isValid: true as const,
      ...{ type, transactionHash: hash, from: signer, to, nonce: Number(nonce) },
      ...{ value: value.toString(), gasLimit: gasLimit.toString() },
      ...{ dataSize: data.length, selector: data.length < 4 ? null : toHex(data.subarray(0, 4)) },
      size: raw.length,
    }
  } catch (error) {
    if (!(error instanceof InvalidTransactionError)) throw error
    const { reason, message } = error
    return {
      isValid: false as const,
      ...{ reason, message, size: raw.length, bytesHash: keccak256Hex(raw) },
    }
  }
}
