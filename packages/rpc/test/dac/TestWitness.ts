import { encodeChainHeader, toHex } from '@mvm/protocol'
import type { BlockWitness, SealedHeader, WitnessOverflow, WitnessPort } from '../../src/index.ts'

/** Gives each block a node of 100 bytes. */
export class TestWitness implements WitnessPort {
  async witness(
    blocks: readonly SealedHeader[],
    limitBytes: number,
  ): Promise<BlockWitness | WitnessOverflow> {
    const [parent = '0x', ...headers] = blocks.map(({ header }) => toHex(encodeChainHeader(header)))
    const fitting = Math.floor(limitBytes / 100)
    if (fitting < headers.length) {
      return { fittingBlock: (blocks[0]?.header.number ?? 0) + fitting }
    }
    const nodes = headers.map((_, index) => toHex(new Uint8Array(100).fill(index)))
    return { parentHeader: parent, headers, nodes, codes: ['0x00'] }
  }
}
