import { JsonRpc } from '../support/JsonRpc.ts'
import type { TestNode } from '../support/TestNode.ts'

/** Several nodes of one DAC behind one address, as a client sees them: asks the next one when one is gone. */
export class FailoverRpc extends JsonRpc {
  readonly #nodes: readonly TestNode[]
  #next = 0

  constructor(nodes: readonly TestNode[]) {
    super((nodes[0] as TestNode).rpc.url)
    this.#nodes = nodes
  }

  override nonce(address: string, tag?: number | string): Promise<number> {
    return this.#node().rpc.nonce(address, tag)
  }

  override send(raw: string): Promise<`0x${string}`> {
    return this.#node().rpc.send(raw)
  }

  /** One that runs, each time another. */
  #node(): TestNode {
    for (let i = 0; i < this.#nodes.length; i++) {
      this.#next = (this.#next + 1) % this.#nodes.length
      const node = this.#nodes[this.#next] as TestNode
      if (node.isRunning) return node
    }
    throw new Error('no node runs')
  }
}
