// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {TransactionPart} from "../machine/Parts.sol";
import {FreshTree} from "../memory/FreshTree.sol";
import {SystemAccounts} from "../state/SystemAccounts.sol";
import {Rlp} from "../trie/Rlp.sol";
import {DataGas} from "./DataGas.sol";

/// @notice The transaction that a queue element becomes (spec 2.2).
library Deposit {
    uint256 internal constant TYPE = 0x7e;

    /// @dev The words of an element's hash, in their order.
    struct Element {
        uint256 chainId;
        uint256 queueIndex;
        uint256 from;
        uint256 sender;
        uint256 to;
        uint256 mint;
        uint256 value;
        uint256 gasLimit;
        uint256 isSystem;
        bytes32 dataHash;
    }

    function read(TransactionPart memory t, Element memory e, bytes calldata data) internal pure {
        t.hash = keccak256(bytes.concat(bytes1(uint8(TYPE)), _encode(e, data)));
        t.transactionType = TYPE;
        t.origin = e.from;
        (t.mint, t.value, t.gasLimit, t.to) = (e.mint, e.value, e.gasLimit, e.to);
        (t.intrinsicGas, t.floorGas) = DataGas.price(data, false);
        (t.calldataRoot, t.calldataLength) = (FreshTree.rootOf(data), data.length);
        t.charterSigner = e.from == SystemAccounts.MESSENGER_SENDER ? e.sender : e.from;
        t.isSystem = e.isSystem;
    }

    function _encode(Element memory e, bytes calldata data) private pure returns (bytes memory) {
        bytes memory parties = bytes.concat(
            Rlp.encodeString(abi.encode(keccak256(abi.encode(e.chainId, e.queueIndex)))),
            Rlp.encodeString(abi.encodePacked(uint160(e.from))),
            Rlp.encodeString(abi.encodePacked(uint160(e.to)))
        );
        bytes memory amounts = bytes.concat(
            _integer(e.mint), _integer(e.value), _integer(e.gasLimit), _integer(e.isSystem)
        );
        return Rlp.encodeList(bytes.concat(parties, amounts, Rlp.encodeString(data)));
    }

    function _integer(uint256 value) private pure returns (bytes memory) {
        return Rlp.encodeString(Rlp.integerBytes(value));
    }
}
