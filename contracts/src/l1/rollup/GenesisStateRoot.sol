// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @dev Root of the genesis state, the same for every DAC. Equal to the constant of the same name in
/// packages/protocol/src/genesis/genesisRoots.ts; `node scripts/genesis/print.ts` prints it.
bytes32 constant GENESIS_STATE_ROOT =
    0x1e7d040b4b90bfc92b9332fa28918b7e7882b8206372559e273ff4f99dc7496e;

/// @dev Storage root of L2ToL1MessagePasser in the genesis state: that of an empty trie.
bytes32 constant GENESIS_MESSAGE_PASSER_STORAGE_ROOT =
    0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421;
