import type { BlockInput } from '@mvm/protocol'

/** Whether two inputs decide the same block, given the same parent. */
export function sameBlockInput(a: BlockInput, b: BlockInput): boolean {
  return (
    a.chainId === b.chainId &&
    a.number === b.number &&
    a.timestamp === b.timestamp &&
    a.feeScalar === b.feeScalar &&
    a.coinbase === b.coinbase &&
    a.origin.number === b.origin.number &&
    a.origin.hash === b.origin.hash &&
    a.origin.timestamp === b.origin.timestamp &&
    a.origin.prevRandao === b.origin.prevRandao &&
    a.origin.baseFeePerGas === b.origin.baseFeePerGas &&
    a.deposits.length === b.deposits.length &&
    // `sender` is not in the hash, but decides the mask of a messenger's deposit.
    a.deposits.every(({ hash, sender }, index) => {
      const other = b.deposits[index]
      return hash === other?.hash && sender === other.sender
    }) &&
    a.transactions.length === b.transactions.length &&
    a.transactions.every((transaction, index) => sameBytes(transaction, b.transactions[index]))
  )
}

function sameBytes(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && a.length === b.length && Buffer.compare(a, b) === 0
}
