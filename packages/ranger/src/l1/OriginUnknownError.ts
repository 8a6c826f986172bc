import { MvmError } from '@mvm/protocol'

/** A batch names an L1 block that was not followed: following began too late, or keeps too little. */
export class OriginUnknownError extends MvmError {
  readonly code = 'ORIGIN_UNKNOWN'
  readonly chainId: number
  readonly batchIndex: number
  readonly originNumber: number

  constructor({
    chainId,
    batchIndex,
    originNumber,
  }: {
    readonly chainId: number
    readonly batchIndex: number
    readonly originNumber: number
  }) {
    super(
      `batch ${batchIndex} of chain ${chainId} names L1 block ${originNumber}, which is not kept`,
      {
        remedy:
          'Follow L1 from the deployment on, and keep as many blocks as an origin may be old.',
      },
    )
    this.chainId = chainId
    this.batchIndex = batchIndex
    this.originNumber = originNumber
  }
}
