// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {BlockPart} from "../machine/Parts.sol";
import {Rlp} from "../trie/Rlp.sol";

/// @notice The header of an L2 block (spec 2.1).
library BlockHeader {
    /// @dev keccak256(rlp([])): no block has ommers.
    bytes32 private constant OMMERS_HASH =
        0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347;
    /// @dev sha256 of nothing: no block has requests (EIP-7685).
    bytes32 private constant REQUESTS_HASH =
        0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855;

    function hashOf(
        BlockPart memory b,
        bytes32 stateRoot,
        bytes32 withdrawalsRoot,
        bytes memory bloom
    ) internal pure returns (bytes32) {
        bytes memory roots = bytes.concat(
            _word(b.parentHash),
            _word(OMMERS_HASH),
            Rlp.encodeString(abi.encodePacked(uint160(b.coinbase))),
            _word(stateRoot)
        );
        roots = bytes.concat(roots, _word(b.txAcc), _word(b.receiptAcc), Rlp.encodeString(bloom));
        bytes memory rest = bytes.concat(_numbers(b), _word(withdrawalsRoot), _blobs());
        return keccak256(Rlp.encodeList(bytes.concat(roots, rest)));
    }

    /// @dev From the difficulty to the base fee.
    function _numbers(BlockPart memory b) private pure returns (bytes memory) {
        bytes memory first = bytes.concat(
            _integer(0), _integer(b.number), _integer(b.gasLimit), _integer(b.cumulativeGas)
        );
        return bytes.concat(
            first,
            _integer(b.timestamp),
            _word(bytes32(b.chainId)),
            _word(bytes32(b.prevRandao)),
            Rlp.encodeString(abi.encodePacked(bytes8(0))),
            _integer(b.baseFee)
        );
    }

    /// @dev Gas of blobs twice, the beacon block's root, requests: none.
    function _blobs() private pure returns (bytes memory) {
        return bytes.concat(_integer(0), _integer(0), _word(0), _word(REQUESTS_HASH));
    }

    function _word(bytes32 word) private pure returns (bytes memory) {
        return Rlp.encodeString(abi.encode(word));
    }

    function _integer(uint256 value) private pure returns (bytes memory) {
        return Rlp.encodeString(Rlp.integerBytes(value));
    }
}
