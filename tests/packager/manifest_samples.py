"""Good manifests of every kind, each with as much of its standard as fits, and zips round them."""

from typing import Final

from tests.packager.zips import Files

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

SCORM12: Final = (
    HEAD
    + """<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
          xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
          xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
          identifier="m" version="1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
    <imsmd:lom>
      <imsmd:general>
        <imsmd:title><imsmd:langstring xml:lang="en-GB">Sample</imsmd:langstring></imsmd:title>
        <imsmd:language>en-GB</imsmd:language>
        <imsmd:description><imsmd:langstring>Words</imsmd:langstring></imsmd:description>
        <imsmd:keyword><imsmd:langstring>NHS</imsmd:langstring></imsmd:keyword>
      </imsmd:general>
      <imsmd:technical><imsmd:format>text/html</imsmd:format><imsmd:size>900</imsmd:size></imsmd:technical>
      <imsmd:educational>
        <imsmd:typicallearningtime><imsmd:datetime>PT30M</imsmd:datetime></imsmd:typicallearningtime>
      </imsmd:educational>
      <imsmd:rights>
        <imsmd:cost>
          <imsmd:source><imsmd:langstring xml:lang="x-none">LOMv1.0</imsmd:langstring></imsmd:source>
          <imsmd:value><imsmd:langstring xml:lang="x-none">no</imsmd:langstring></imsmd:value>
        </imsmd:cost>
      </imsmd:rights>
    </imsmd:lom>
  </metadata>
  <organizations default="o">
    <organization identifier="o">
      <title>Sample</title>
      <item identifier="i" identifierref="r" isvisible="true">
        <title>First</title>
        <adlcp:maxtimeallowed>0001:00:00</adlcp:maxtimeallowed>
        <adlcp:timelimitaction>exit,message</adlcp:timelimitaction>
        <adlcp:datafromlms>words</adlcp:datafromlms>
        <adlcp:masteryscore>80</adlcp:masteryscore>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="r" type="webcontent" href="index.html" adlcp:scormtype="sco">
      <file href="index.html"/>
      <dependency identifierref="s"/>
    </resource>
    <resource identifier="s" type="webcontent" adlcp:scormtype="asset">
      <file href="run.js"/>
    </resource>
  </resources>
</manifest>
"""
)

SCORM2004: Final = (
    HEAD
    + """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
          xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
          xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
          xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
          xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
          xmlns:lom="http://ltsc.ieee.org/xsd/LOM"
          identifier="m" version="1">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 EDITION</schemaversion>
    <lom:lom>
      <lom:general>
        <lom:title><lom:string language="en-GB">Sample</lom:string></lom:title>
        <lom:language>en-GB</lom:language>
        <lom:keyword><lom:string language="en-GB">NHS</lom:string></lom:keyword>
        <lom:keyword><lom:string>induction</lom:string></lom:keyword>
      </lom:general>
      <lom:lifeCycle>
        <lom:version><lom:string>1.0.0</lom:string></lom:version>
        <lom:contribute>
          <lom:role><lom:source>LOMv1.0</lom:source><lom:value>publisher</lom:value></lom:role>
          <lom:date><lom:dateTime>2026-11-25</lom:dateTime></lom:date>
        </lom:contribute>
      </lom:lifeCycle>
      <lom:educational>
        <lom:context><lom:source>LOMv1.0</lom:source><lom:value>training</lom:value></lom:context>
        <lom:typicalLearningTime><lom:duration>PT1H30M</lom:duration></lom:typicalLearningTime>
      </lom:educational>
      <lom:rights>
        <lom:cost><lom:source>LOMv1.0</lom:source><lom:value>no</lom:value></lom:cost>
      </lom:rights>
    </lom:lom>
  </metadata>
  <organizations default="o">
    <organization identifier="o" adlseq:objectivesGlobalToSystem="false">
      <title>Sample</title>
      <item identifier="i" identifierref="r" isvisible="true">
        <title>First</title>
        <adlcp:timeLimitAction>exit,message</adlcp:timeLimitAction>
        <adlcp:dataFromLMS>words</adlcp:dataFromLMS>
        <imsss:sequencing>
          <imsss:controlMode choiceExit="true"/>
          <imsss:sequencingRules>
            <imsss:preConditionRule>
              <imsss:ruleConditions conditionCombination="all">
                <imsss:ruleCondition referencedObjective="own" operator="not" condition="satisfied"/>
              </imsss:ruleConditions>
              <imsss:ruleAction action="disabled"/>
            </imsss:preConditionRule>
            <imsss:postConditionRule>
              <imsss:ruleConditions>
                <imsss:ruleCondition condition="objectiveMeasureLessThan" measureThreshold="0.5"/>
              </imsss:ruleConditions>
              <imsss:ruleAction action="retry"/>
            </imsss:postConditionRule>
          </imsss:sequencingRules>
          <imsss:limitConditions attemptLimit="3" attemptAbsoluteDurationLimit="PT1H"/>
          <imsss:rollupRules objectiveMeasureWeight="1">
            <imsss:rollupRule childActivitySet="all" minimumPercent="0.5">
              <imsss:rollupConditions conditionCombination="any">
                <imsss:rollupCondition condition="completed"/>
              </imsss:rollupConditions>
              <imsss:rollupAction action="completed"/>
            </imsss:rollupRule>
            <imsss:rollupRule>
              <imsss:rollupConditions>
                <imsss:rollupCondition operator="not" condition="completed"/>
              </imsss:rollupConditions>
              <imsss:rollupAction action="incomplete"/>
            </imsss:rollupRule>
          </imsss:rollupRules>
          <imsss:objectives>
            <imsss:primaryObjective objectiveID="own" satisfiedByMeasure="true">
              <imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure>
              <imsss:mapInfo targetObjectiveID="whole" writeSatisfiedStatus="true"/>
            </imsss:primaryObjective>
            <imsss:objective objectiveID="other"/>
          </imsss:objectives>
          <imsss:randomizationControls randomizationTiming="never" selectCount="1"/>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
          <adlseq:constrainedChoiceConsiderations preventActivation="false"/>
          <adlseq:rollupConsiderations requiredForSatisfied="always"/>
        </imsss:sequencing>
        <adlnav:presentation>
          <adlnav:navigationInterface>
            <adlnav:hideLMSUI>continue</adlnav:hideLMSUI>
          </adlnav:navigationInterface>
        </adlnav:presentation>
      </item>
      <imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>
    </organization>
  </organizations>
  <resources>
    <resource identifier="r" type="webcontent" href="index.html" adlcp:scormType="sco">
      <file href="index.html"/>
      <dependency identifierref="s"/>
    </resource>
    <resource identifier="s" type="webcontent" adlcp:scormType="asset">
      <file href="run.js"/>
    </resource>
  </resources>
</manifest>
"""
)

SCORM2004_3RD: Final = SCORM2004.replace("2004 EDITION", "2004 3rd Edition").replace(
    "        <imsss:sequencing>\n          <imsss:controlMode choiceExit",
    "        <adlcp:completionThreshold>1.0</adlcp:completionThreshold>\n"
    "        <imsss:sequencing>\n          <imsss:controlMode choiceExit",
)

SCORM2004_4TH: Final = (
    SCORM2004.replace("2004 EDITION", "2004 4th Edition")
    .replace(
        "        <imsss:sequencing>\n          <imsss:controlMode choiceExit",
        '        <adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.9"/>\n'
        '        <adlcp:data><adlcp:map targetID="urn:data" readSharedData="true"/></adlcp:data>\n'
        "        <imsss:sequencing>\n          <imsss:controlMode choiceExit",
    )
    .replace(
        "        </imsss:sequencing>\n        <adlnav",
        '          <adlseq:objectives><adlseq:objective objectiveID="own">\n'
        '            <adlseq:mapInfo targetObjectiveID="whole" writeRawScore="true"/>\n'
        "          </adlseq:objective></adlseq:objectives>\n"
        "        </imsss:sequencing>\n        <adlnav",
    )
)

CMI5: Final = (
    HEAD
    + """<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/course">
    <title><langstring lang="en-GB">Sample</langstring></title>
    <description><langstring lang="en-GB">Words</langstring></description>
  </course>
  <objectives>
    <objective id="https://example.org/objective">
      <title><langstring lang="en-GB">Aim</langstring></title>
      <description><langstring lang="en-GB">Aim</langstring></description>
    </objective>
  </objectives>
  <block id="https://example.org/block">
    <title><langstring lang="en-GB">Block</langstring></title>
    <description><langstring lang="en-GB">Block</langstring></description>
    <au id="https://example.org/au" moveOn="CompletedOrPassed" masteryScore="0.8"
        launchMethod="AnyWindow" activityType="https://example.org/type">
      <title><langstring lang="en-GB">First</langstring></title>
      <description><langstring lang="en-GB">Words</langstring></description>
      <objectives><objective idref="https://example.org/objective"/></objectives>
      <url>index.html?part=1</url>
      <launchParameters>words</launchParameters>
      <entitlementKey>key</entitlementKey>
    </au>
  </block>
</courseStructure>
"""
)

TINCAN: Final = (
    HEAD
    + """<tincan xmlns="http://projecttincan.com/tincan.xsd">
  <activities>
    <activity id="https://example.org/module" type="http://adlnet.gov/expapi/activities/module">
      <name lang="en-GB">Sample</name>
      <description lang="en-GB">Words</description>
      <launch lang="en-GB">index.html</launch>
    </activity>
    <activity id="https://example.org/topic" type="http://adlnet.gov/expapi/activities/lesson">
      <name lang="en-GB">Topic</name>
    </activity>
  </activities>
</tincan>
"""
)

PAGE: Final = b"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Sample</title>
<script src="run.js" defer></script></head><body><p>Words</p></body></html>
"""
SCRIPT12: Final = b"window.API && window.API.LMSSetValue('cmi.core.lesson_status', 'incomplete');\n"
SCRIPT2004: Final = b"API_1484_11.SetValue('cmi.completion_status', 'incomplete');\n"
PLAIN_SCRIPT: Final = b"document.body.classList.add('ready');\n"

SAMPLES: Final[dict[str, Files]] = {
    "SCORM 1.2": {"imsmanifest.xml": SCORM12.encode(), "index.html": PAGE, "run.js": SCRIPT12},
    "SCORM 2004 3rd Edition": {
        "imsmanifest.xml": SCORM2004_3RD.encode(),
        "index.html": PAGE,
        "run.js": SCRIPT2004,
    },
    "SCORM 2004 4th Edition": {
        "imsmanifest.xml": SCORM2004_4TH.encode(),
        "index.html": PAGE,
        "run.js": SCRIPT2004,
    },
    "cmi5": {"cmi5.xml": CMI5.encode(), "index.html": PAGE, "run.js": PLAIN_SCRIPT},
    "xAPI (tincan.xml)": {
        "tincan.xml": TINCAN.encode(),
        "index.html": PAGE,
        "run.js": PLAIN_SCRIPT,
    },
    "plain web pages": {"index.html": PAGE, "run.js": PLAIN_SCRIPT},
}
