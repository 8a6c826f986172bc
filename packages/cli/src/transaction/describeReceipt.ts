import type { RpcReceipt } from './RpcReceipt.ts'

/** A receipt for programs: numbers as numbers, amounts of wei and gas as decimal strings. */
export function describeReceipt(receipt: RpcReceipt, level: string) {
  const gasFee = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
  const l1Fee = BigInt(receipt.l1Fee ?? 0)
  return {
    transactionHash: receipt.transactionHash,
    level,
    isSuccess: receipt.status === '0x1',
    blockNumber: Number(receipt.blockNumber),
    blockHash: receipt.blockHash,
    from: receipt.from,
    to: receipt.to,
    contractAddress: receipt.contractAddress,
    gasUsed: BigInt(receipt.gasUsed).toString(),
    fee: (gasFee + l1Fee).toString(),
    l1Fee: l1Fee.toString(),
    taxPaid: BigInt(receipt.taxPaid ?? 0).toString(),
    inclusion: receipt.inclusion ?? null,
    charterDenial: receipt.charterDenial === undefined ? null : { ...receipt.charterDenial },
  }
}

export type ReceiptDescription = ReturnType<typeof describeReceipt>
