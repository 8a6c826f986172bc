// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {KeccakPermutation} from "../../../src/l1/dispute/hash/KeccakPermutation.sol";
import {KeccakSponge} from "../../../src/l1/dispute/hash/KeccakSponge.sol";
import {Test} from "../../Test.sol";

/// @dev Gives the library calldata to read.
contract KeccakSpongeHarness {
    function recoded(bytes calldata sponge) external pure returns (bytes memory) {
        return KeccakSponge.encode(KeccakSponge.open(sponge));
    }
}

contract KeccakSpongeTest is Test {
    KeccakSpongeHarness private _harness;

    function setUp() public {
        _harness = new KeccakSpongeHarness();
    }

    function testFuzz_permute_isThePlainPermutation(uint64[25] memory seed) public pure {
        uint256[25] memory fast;
        uint256[25] memory plain;
        for (uint256 i = 0; i < 25; ++i) {
            fast[i] = plain[i] = seed[i];
        }
        KeccakPermutation.permute(fast);
        KeccakPermutation.permutePlain(plain);
        vm.assertEq(abi.encode(fast), abi.encode(plain));
    }

    function testFuzz_finish_givesKeccak256(bytes memory data, uint256 blocks) public view {
        uint256[25] memory lanes;
        uint256 cut = blocks % (data.length / KeccakSponge.RATE + 1) * KeccakSponge.RATE;
        KeccakSponge.absorb(lanes, _slice(data, 0, cut));
        bytes memory sponge = KeccakSponge.encode(lanes);
        vm.assertEq(_harness.recoded(sponge), sponge);
        bytes32 hash = KeccakSponge.finish(lanes, _slice(data, cut, data.length - cut));
        vm.assertEq(hash, keccak256(data));
    }

    function test_finish_givesKeccak256OfEachLengthAroundABlock() public pure {
        for (uint256 length = 0; length < 2 * KeccakSponge.RATE + 2; ++length) {
            uint256[25] memory lanes;
            bytes memory data = new bytes(length);
            if (length > 0) data[length - 1] = 0x07;
            vm.assertEq(KeccakSponge.finish(lanes, data), keccak256(data));
        }
    }

    function test_open_revertsForAnotherLength() public {
        vm.expectRevert(abi.encodeWithSelector(KeccakSponge.WrongSpongeLength.selector, 199));
        _harness.recoded(new bytes(199));
    }

    function _slice(bytes memory data, uint256 start, uint256 length)
        private
        pure
        returns (bytes memory part)
    {
        part = new bytes(length);
        for (uint256 i = 0; i < length; ++i) {
            part[i] = data[start + i];
        }
    }
}
