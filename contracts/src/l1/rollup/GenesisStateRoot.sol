// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// @dev Root of the genesis state, the same for every DAC. Equal to the constant of the same name in
/// packages/protocol/src/genesis/genesisRoots.ts; `node scripts/genesis/print.ts` prints it.
bytes32 constant GENESIS_STATE_ROOT =
    0xc391a02a713a34476789d750478bee23b2b88df51c5ee953e2fec6256f49129b;

/// @dev Storage root of L2ToL1MessagePasser in the genesis state: that of an empty trie.
bytes32 constant GENESIS_MESSAGE_PASSER_STORAGE_ROOT =
    0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421;
