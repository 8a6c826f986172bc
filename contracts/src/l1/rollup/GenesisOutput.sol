// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {GENESIS_MESSAGE_PASSER_STORAGE_ROOT, GENESIS_STATE_ROOT} from "./GenesisStateRoot.sol";

/// @notice Block 0 of a DAC: the same for all but for the chainID in `extraData`.
library GenesisOutput {
    /// @dev keccak256(rlp([])): no ommers.
    bytes32 private constant OMMERS_HASH =
        0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347;

    /// @dev sha256(""): no requests (EIP-7685).
    bytes32 private constant REQUESTS_HASH =
        0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;

    /// @notice Output root of block 0.
    function outputRoot(uint256 chainId) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                bytes32(0),
                GENESIS_STATE_ROOT,
                GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
                blockHash(chainId)
            )
        );
    }

    /// @notice Hash of block 0's header.
    function blockHash(uint256 chainId) internal pure returns (bytes32) {
        return keccak256(headerRlp(chainId));
    }

    /// @notice Block 0's header. All its fields have a fixed length, so its RLP is a row of constants.
    function headerRlp(uint256 chainId) internal pure returns (bytes memory) {
        bytes memory upToExtraData = abi.encodePacked(
            hex"f9027a", // list of 634 bytes
            hex"a0",
            bytes32(0), // parentHash
            hex"a0",
            OMMERS_HASH,
            hex"94",
            address(0), // coinbase
            hex"a0",
            GENESIS_STATE_ROOT,
            hex"a0",
            bytes32(0), // transactionsRoot: accumulator of nothing
            hex"a0",
            bytes32(0), // receiptsRoot: accumulator of nothing
            hex"b90100",
            new bytes(256) // logsBloom
        );
        return abi.encodePacked(
            upToExtraData,
            hex"80", // difficulty
            hex"80", // number
            hex"8401c9c380", // gasLimit 30,000,000
            hex"80", // gasUsed
            hex"80", // timestamp
            hex"a0",
            bytes32(chainId), // extraData
            hex"a0",
            bytes32(0), // mixHash
            hex"88",
            bytes8(0), // nonce
            hex"830f4240", // baseFeePerGas 1,000,000
            hex"a0",
            GENESIS_MESSAGE_PASSER_STORAGE_ROOT, // withdrawalsRoot
            hex"80", // blobGasUsed
            hex"80", // excessBlobGas
            hex"a0",
            bytes32(0), // parentBeaconBlockRoot
            hex"a0",
            REQUESTS_HASH
        );
    }
}
