import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
import "@openzeppelin/contracts/token/ERC20/ERC20.sol";
contract Token is ERC20 {
    constructor(string memory name, string memory symbol) ERC20(name, symbol) {
        _mint(msg.sender, 1_000_000 ether);
    }
}`

export interface CompiledContract {
  readonly abi: readonly object[]
  readonly bytecode: string
}

/** OpenZeppelin's ERC-20 with a fixed supply, compiled as any dApp developer would. */
export function compileToken(): CompiledContract {
  const solc = require('solc')
  const output = JSON.parse(
    solc.compile(
      JSON.stringify({
        language: 'Solidity',
        sources: { 'Token.sol': { content: SOURCE } },
        settings: { outputSelection: { '*': { Token: ['abi', 'evm.bytecode.object'] } } },
      }),
      { import: (path: string) => ({ contents: readFileSync(require.resolve(path), 'utf8') }) },
    ),
  )
  const contract = output.contracts?.['Token.sol']?.Token
  if (contract === undefined) throw new Error(JSON.stringify(output.errors))
  return { abi: contract.abi, bytecode: `0x${contract.evm.bytecode.object}` }
}
