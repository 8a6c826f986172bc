import { contractArtifact } from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { TestEvm } from '../../../protocol/test/solidity/TestEvm.ts'

describe('the module of precompiles', { timeout: 120_000 }, () => {
  it('is made on an L1 that has them all', async () => {
    const evm = await TestEvm.start()
    try {
      await expect(evm.deploy(contractArtifact('PrecompileStep').bytecode)).resolves.toMatch(/^0x/)
    } finally {
      await evm.stop()
    }
  })

  it.each(['prague', 'cancun'])(
    'is not made on an L1 of %s, which lacks some',
    async (hardfork) => {
      const evm = await TestEvm.start(hardfork)
      try {
        // What else is made there shows that it is not for the opcodes.
        await expect(evm.deploy(contractArtifact('CallEnterStep').bytecode)).resolves.toMatch(/^0x/)
        await expect(evm.deploy(contractArtifact('PrecompileStep').bytecode)).rejects.toThrow()
      } finally {
        await evm.stop()
      }
    },
  )
})
