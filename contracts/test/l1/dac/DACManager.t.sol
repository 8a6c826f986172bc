// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IDACManager} from "../../../src/l1/dac/interfaces/IDACManager.sol";
import {Profile} from "../../../src/l1/dac/Profile.sol";
import {SlugRules} from "../../../src/l1/dac/SlugRules.sol";
import {L1Test} from "../L1Test.sol";

contract DACManagerTest is L1Test {
    function setUp() public {
        deploy();
    }

    function test_register_revertsForOthersThanComCo() public {
        vm.expectRevert(abi.encodeWithSelector(IDACManager.NotAuthorized.selector, address(this)));
        dacManager.register(7, address(this), "mine", Profile.Strict, bytes32(0));
        vm.prank(address(comCo));
        vm.expectRevert(abi.encodeWithSelector(IDACManager.ChainExists.selector, chainId));
        dacManager.register(chainId, address(this), "mine", Profile.Strict, bytes32(0));
    }

    function test_setEndpoints_onlyByTheCreator() public {
        vm.expectEmit(address(dacManager));
        emit IDACManager.EndpointsSet(chainId, "https://acme.example", "wss://acme.example");
        dacManager.setEndpoints(chainId, "https://acme.example", "wss://acme.example");
        vm.assertEq(dacManager.dac(chainId).rpcUrl, "https://acme.example");
        vm.assertEq(dacManager.dac(chainId).wsUrl, "wss://acme.example");

        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IDACManager.NotAuthorized.selector, stranger));
        dacManager.setEndpoints(chainId, "", "");
        vm.expectRevert(abi.encodeWithSelector(IDACManager.UnknownChain.selector, 5));
        dacManager.setEndpoints(5, "", "");
        vm.expectRevert(abi.encodeWithSelector(IDACManager.UrlTooLong.selector, 257, 256));
        dacManager.setEndpoints(chainId, "", string(new bytes(257)));
    }

    function test_views_revertBeyondWhatIsThere() public {
        vm.expectRevert(abi.encodeWithSelector(IDACManager.UnknownChain.selector, 5));
        dacManager.dac(5);
        vm.expectRevert(abi.encodeWithSelector(IDACManager.IndexOutOfRange.selector, 2, 2));
        dacManager.chainIdAt(2);
        vm.assertEq(dacManager.chainIdOf("nobody"), 0);
        vm.assertEq(dacManager.chainIdOf("acme"), chainId);
    }

    function test_requireAvailable_saysWhatIsWrong() public {
        dacManager.requireAvailable("a");
        dacManager.requireAvailable("a-1");
        dacManager.requireAvailable(
            "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0"
        );
        _expectRefusal("", abi.encodeWithSelector(SlugRules.SlugLengthOutOfRange.selector, 0, 63));
        _expectRefusal(
            "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz01",
            abi.encodeWithSelector(SlugRules.SlugLengthOutOfRange.selector, 64, 63)
        );
        _expectRefusal(
            "-a", abi.encodeWithSelector(SlugRules.SlugCharacter.selector, 0, bytes1("-"))
        );
        _expectRefusal(
            "a-", abi.encodeWithSelector(SlugRules.SlugCharacter.selector, 1, bytes1("-"))
        );
        _expectRefusal(
            "aBc", abi.encodeWithSelector(SlugRules.SlugCharacter.selector, 1, bytes1("B"))
        );
        _expectRefusal(
            "a.b", abi.encodeWithSelector(SlugRules.SlugCharacter.selector, 1, bytes1("."))
        );
        _expectRefusal(
            "xn--a", abi.encodeWithSelector(SlugRules.SlugLooksEncoded.selector, "xn--a")
        );
        _expectRefusal("www", abi.encodeWithSelector(SlugRules.SlugReserved.selector, "www"));
        _expectRefusal(
            "metisdao", abi.encodeWithSelector(SlugRules.SlugReserved.selector, "metisdao")
        );
        _expectRefusal(
            "mvm-rangers",
            abi.encodeWithSelector(IDACManager.SlugTaken.selector, "mvm-rangers", rangersChainId)
        );
    }

    /// @dev Against the rule as RFC 1123 has it, character by character.
    function testFuzz_requireAvailable_takesDnsLabels(bytes calldata fuzzed, uint256 seed) public {
        bytes memory slug = new bytes(fuzzed.length > 70 ? 70 : fuzzed.length);
        bytes memory alphabet = "abcxyz0129-A_.";
        for (uint256 i = 0; i < slug.length; i++) {
            // Mostly good ones, or nothing would ever pass.
            uint256 range = seed >> i & 7 == 0 ? 14 : 10;
            slug[i] = alphabet[uint8(fuzzed[i]) % range];
        }
        bool isLabel = slug.length >= 1 && slug.length <= 63;
        for (uint256 i = 0; i < slug.length; i++) {
            bytes1 c = slug[i];
            if (c == "A" || c == "_" || c == ".") isLabel = false;
            if (c == "-" && (i == 0 || i == slug.length - 1)) isLabel = false;
        }
        if (slug.length >= 4 && slug[2] == "-" && slug[3] == "-") isLabel = false;
        (bool success,) =
            address(dacManager).call(abi.encodeCall(IDACManager.requireAvailable, (string(slug))));
        vm.assertEq(success, isLabel);
    }

    function _expectRefusal(string memory slug, bytes memory reason) private {
        vm.expectRevert(reason);
        dacManager.requireAvailable(slug);
    }
}
