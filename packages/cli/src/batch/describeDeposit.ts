import { depositFromQueueElement, type QueueElement } from '@mvm/protocol'

/** A queue element as the deposit that it is on L2. */
export function describeDeposit(element: QueueElement) {
  const { hash, from, to, mint, value, gasLimit, isSystem, data } = depositFromQueueElement(element)
  return {
    queueIndex: element.queueIndex,
    ...{ transactionHash: hash, from, to, isSystem, dataSize: data.length },
    ...{ mint: mint.toString(), value: value.toString(), gasLimit: gasLimit.toString() },
  }
}
