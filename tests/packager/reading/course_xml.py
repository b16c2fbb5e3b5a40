"""A course structure with everything that one may hold."""

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


def words(title: str) -> str:
    return (
        f'<title><langstring lang="cy">X</langstring><langstring lang="en-GB"> {title} </langstring>'
        f'</title><description><langstring lang="en">{title}, described</langstring></description>'
    )


COURSE_XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<courseStructure xmlns="{NAMESPACE}">
<!-- a comment -->
<course id="https://a.example/course">{words("A course")}</course>
<objectives>
<objective id="https://a.example/objective">{words("An objective")}</objective>
</objectives>

<au id="https://a.example/units/1" moveOn="CompletedAndPassed" masteryScore="0.8">{words("First")}
<objectives><objective idref="https://a.example/objective"/></objectives>
<url> first/index.html?page=1 </url>
<launchParameters> a=1 </launchParameters><entitlementKey>key</entitlementKey></au>
<block id="https://a.example/outer">{words("Outer")}
<block id="https://a.example/inner">{words("Inner")}
<au id="https://a.example/units/2" moveOn="Passed" launchMethod="OwnWindow"
 activityType="https://a.example/type">{words("Second")}<url>second/index.html</url></au>
</block>
<au id="https://a.example/units/3">{words("Third")}<url>third/index.html</url></au>
</block>
</courseStructure>
"""
