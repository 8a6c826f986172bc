import { GENESIS_STATE_ROOT } from '@mvm/protocol'
import { genesisStateRoot } from './genesisStateRoot.ts'

// Prints the root of the genesis state that the contracts, as last compiled, make; and what to do about it.

const root = await genesisStateRoot()
console.log(root)
console.error(
  root === GENESIS_STATE_ROOT
    ? 'This is the root in packages/protocol/src/genesis/genesisRoots.ts: nothing to do.'
    : `The code of a predeploy has changed: packages/protocol/src/genesis/genesisRoots.ts has
  ${GENESIS_STATE_ROOT}

If that was not intended, undo it: a chain that exists has the old code, and nodes with the new constant
refuse its blocks. If it was:
  1. write the new root into packages/protocol/src/genesis/genesisRoots.ts (GENESIS_STATE_ROOT)
     and contracts/src/l1/rollup/GenesisStateRoot.sol (GENESIS_STATE_ROOT);
  2. node scripts/contracts/build.ts, because the L1 contracts carry the constant;
  3. npx vitest run packages/protocol/test/genesis, which compares them;
  4. deploy anew: existing devnet folders are of another genesis (delete them, or start with another --data).`,
)
