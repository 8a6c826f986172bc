/** `eth_getTransactionReceipt`'s answer, as far as it is read; quantities in hexadecimal. */
export interface RpcReceipt {
  readonly transactionHash: string
  readonly status: string
  readonly blockNumber: string
  readonly blockHash: string
  readonly from: string
  readonly to: string | null
  readonly contractAddress: string | null
  readonly gasUsed: string
  readonly effectiveGasPrice: string
  readonly l1Fee?: string
  readonly taxPaid?: string
  readonly inclusion?: string
  readonly charterDenial?: {
    readonly address: string
    readonly opcode: string
    readonly depth: number
  }
}
