import type { SkipReason } from '../transaction/SkipReason.ts'

/** A reason to skip in the words that Ethereum's clients use, which tools search for. */
export function describeSkip(reason: SkipReason): string {
  switch (reason.code) {
    case 'INVALID_ENCODING':
      return reason.detail
    case 'BLOCK_GAS_EXCEEDED':
      return `gas limit reached: the block has ${reason.available} gas left, ${reason.gasLimit} wanted`
    case 'GAS_LIMIT_TOO_HIGH':
      return `transaction gas limit too high (cap: ${reason.maximum}, tx: ${reason.gasLimit})`
    case 'LEFT_OUT':
      return 'a faulty machine leaves the transaction out'
    case 'TO_IPFS_RESOLVER':
      return 'transactions to MVM_IPFSResolver are answered by the node and never executed'
    case 'INTRINSIC_GAS_TOO_LOW':
      return `intrinsic gas too low: have ${reason.gasLimit}, want ${reason.required}`
    case 'FLOOR_GAS_TOO_LOW':
      return `insufficient gas for floor data gas cost: have ${reason.gasLimit}, want ${reason.required}`
    case 'INIT_CODE_TOO_LARGE':
      return `max initcode size exceeded: code size ${reason.size} limit 49152`
    case 'TIP_ABOVE_MAX_FEE':
      return 'max priority fee per gas higher than max fee per gas'
    case 'MAX_FEE_BELOW_BASE_FEE':
      return `max fee per gas less than block base fee: maxFeePerGas: ${reason.maxFeePerGas}, baseFee: ${reason.baseFeePerGas}`
    case 'NONCE_TOO_LOW':
      return `nonce too low: next nonce ${reason.expected}, tx nonce ${reason.nonce}`
    case 'NONCE_AHEAD':
      return `nonce too high: next nonce ${reason.expected}, tx nonce ${reason.nonce}`
    case 'NONCE_EXHAUSTED':
      return 'nonce has max value'
    case 'SENDER_HAS_CODE':
      return `sender not an eoa: address ${reason.signer}`
    case 'SUBMIT_DENIED':
      return `the charter denies SUBMIT to ${reason.signer}`
    case 'INSUFFICIENT_FUNDS':
      return `insufficient funds for gas * price + value: have ${reason.available} want ${reason.required}`
    case 'BLOBS_INVALID':
      return `invalid blobs: ${reason.detail}`
  }
}
